import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/foundation/json.ts';
import { formatted } from '../../../../src/languages/terraform/format/format.ts';
import { terraform } from '../../../../src/languages/terraform/language.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';
import { edited, literal } from './editing.ts';

const address = 'aws_instance.web';

const argument = fc.constantFrom(
  'ami = "a"',
  'instance_type="t3.micro" # small',
  'monitoring    = true',
  'vpc_security_group_ids = ["sg-1", "sg-2"]',
  'vpc_security_group_ids = [\n"sg-1", # one\n"sg-2"\n]',
  'user_data = <<EOF\n  #!/bin/sh\n ${1}\nEOF',
  'tags = { Name = "x" }',
  'tags = {\nName = "x"\n}',
);
const block = fc.constantFrom(
  'root_block_device {}',
  'root_block_device { volume_size = 8 }',
  'metadata_options {\n# keep\nhttp_endpoint = "enabled"\n}',
  'ebs_block_device {\ndevice_name = "a"\n}',
);
const filler = fc.constantFrom('', '', '# note', '// other', '/* block */');

/** A resource as nobody would write it: any order, spacing, indentation and line ends. */
const source = fc
  .record({
    arguments: fc.uniqueArray(argument, {
      selector: (text) => text.split(/[ =]/)[0],
      maxLength: 5,
    }),
    blocks: fc.uniqueArray(block, { selector: (text) => text.split(' ')[0], maxLength: 3 }),
    fillers: fc.array(filler, { minLength: 8, maxLength: 8 }),
    indentation: fc.constantFrom('', '  ', '    ', '\t'),
    newline: fc.constantFrom('\n', '\r\n'),
    canonical: fc.boolean(),
    finalNewline: fc.boolean(),
    mark: fc.boolean(),
  })
  .map((parts) => {
    const items = [...parts.arguments, ...parts.blocks].flatMap((item, index) => [
      parts.fillers[index] ?? '',
      item,
    ]);
    const inner = items
      .join('\n')
      .split('\n')
      .map((line) =>
        /^(EOF| {2}#!| \$)/.test(line) || line === '' ? line : parts.indentation + line,
      );
    const text = ['resource "aws_instance" "web" {', ...inner, '}'].join('\n');
    const spaced = parts.canonical ? formatted(text) : text;
    const ended = parts.finalNewline ? `${spaced}\n` : spaced;
    return (parts.mark ? '\uFEFF' : '') + ended.replaceAll('\n', parts.newline);
  });

const change = fc.oneof(
  fc.record({
    path: fc.constantFrom<PropertyPath>(
      ['ami'],
      ['key_name'],
      ['tags', 'Owner of'],
      ['root_block_device', 'encrypted'],
      ['metadata_options', 'http_tokens'],
      ['ebs_block_device', 0, 'kms_key_id'],
      ['vpc_security_group_ids', 0],
    ),
    value: fc.constantFrom<Json>('x', true, 'a"${b}\n'),
  }),
  fc.record({
    path: fc.constantFrom<PropertyPath>(['vpc_security_group_ids'], ['volume_tags']),
    value: fc.constantFrom<Json>(['x'], [], { a: 'b' }),
  }),
);

describe('any setting in any layout', () => {
  it('is accepted by the official grammar, keeps a canonical file canonical and line ends as they were', async () => {
    await fc.assert(
      fc.asyncProperty(source, change, async (text, { path, value }) => {
        const outcome = edited({ 'main.tf': text }, address, (resource) => [
          { kind: 'set', resource, path, value: literal(value) },
        ]);
        if ('refused' in outcome) return;
        const after = outcome.files['main.tf'] ?? '';
        expect(await terraform.grammarComplaint('main.tf', after)).toBeNull();
        if (formatted(text) === text) expect(formatted(after)).toBe(after);
        if (text.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
        expect(after.endsWith('\n')).toBe(text.endsWith('\n'));
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing when it is made again', () => {
    fc.assert(
      fc.property(source, change, (text, { path, value }) => {
        const once = edited({ 'main.tf': text }, address, (resource) => [
          { kind: 'set', resource, path, value: literal(value) },
        ]);
        if ('refused' in once || (typeof value === 'object' && !Array.isArray(value))) return;
        const twice = edited(once.files, address, (resource) => [
          { kind: 'set', resource, path, value: literal(value) },
        ]);
        expect(twice).toMatchObject({ files: once.files });
      }),
      { numRuns: 300 },
    );
  });
});

describe('any removal in any layout', () => {
  it('is accepted by the official grammar and keeps a canonical file canonical', async () => {
    const path = fc.constantFrom<PropertyPath>(
      ['vpc_security_group_ids', 0],
      ['vpc_security_group_ids', 1],
      ['tags', 'Name'],
      ['user_data'],
      ['metadata_options', 'http_endpoint'],
      ['root_block_device', 'delete_on_termination'],
    );
    await fc.assert(
      fc.asyncProperty(source, path, async (text, removed) => {
        const outcome = edited({ 'main.tf': text }, address, (resource) => [
          { kind: 'remove', resource, path: removed },
        ]);
        if ('refused' in outcome) return;
        const after = outcome.files['main.tf'] ?? '';
        expect(await terraform.grammarComplaint('main.tf', after)).toBeNull();
        if (formatted(text) === text) expect(formatted(after)).toBe(after);
      }),
      { numRuns: 300 },
    );
  });
});
