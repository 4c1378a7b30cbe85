import { describe, expect, it } from 'vitest';
import { terraform } from '../../../../src/languages/terraform/language.ts';
import { entries } from '../../../../src/languages/terraform/registry/entries.ts';
import { publishedModule } from '../../../../src/languages/terraform/registry/published-modules.ts';
import {
  isWithin,
  versionRange,
} from '../../../../src/languages/terraform/registry/version-range.ts';
import { editedTree } from '../../../../src/model/edited-tree.ts';
import type { Written } from '../../../../src/model/language.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';
import { treeOf } from '../code-of.ts';

const context = { account: null, region: null, partition: null };
const yes: Written = { kind: 'literal', value: true };

function open(text: string) {
  return terraform.open(treeOf({ 'main.tf': text }));
}

function call(source: string, version: string, body: string): string {
  return `module "m" {\n  source  = "terraform-aws-modules/${source}/aws"\n  version = "${version}"\n${body}}\n`;
}

function only(text: string, type: string) {
  const code = open(text);
  const found = code.resources({ types: [type], context });
  const [resource] = found;
  if (resource === undefined || found.length > 1) throw new Error(`${found.length} resources`);
  return { code, resource };
}

/** The text after the edit, or why there is none. */
function set(text: string, type: string, path: PropertyPath, value: Written): string {
  const { code, resource } = only(text, type);
  const edited = code.edit([{ kind: 'set', resource, path, value }], context);
  if (!edited.ok) return edited.error.reason;
  const after = editedTree(code.tree, edited.value.edits).read('main.tf');
  return after.ok ? after.text : after.reason;
}

describe('a call of a known registry module', () => {
  it('makes the resources of the module, found at the call', () => {
    const text = call('s3-bucket', '5.2.0', '  bucket = "acme-assets"\n');
    const { resource } = only(text, 'aws_s3_bucket');
    expect(resource).toMatchObject({
      address: 'module.m.aws_s3_bucket.this[0]',
      path: 'main.tf',
      line: 1,
      endLine: 5,
      locked: null,
    });
    expect(resource.identities[0]?.value).toMatchObject({ kind: 'string', value: 'acme-assets' });
  });

  it('names resources of inner modules as a state does', () => {
    const { resource } = only(call('rds', '7.0.1', '  identifier = "ledger"\n'), 'aws_db_instance');
    expect(resource.address).toBe('module.m.module.db_instance.aws_db_instance.this[0]');
  });

  it.each([
    [
      'argument of the call',
      '  bucket              = "b"\n  block_public_acls   = false\n',
      '  bucket              = "b"\n  block_public_acls   = true\n',
    ],
  ])('is edited at the %s', (_, before, after) => {
    const type = 'aws_s3_bucket_public_access_block';
    expect(set(call('s3-bucket', '~> 4.1', before), type, ['block_public_acls'], yes)).toBe(
      call('s3-bucket', '~> 4.1', after),
    );
  });

  it('gets the input that is not set yet, in a nested block too', () => {
    const before = call('dynamodb-table', '5.1.0', '\n  name = "orders"\n');
    const after = call(
      'dynamodb-table',
      '5.1.0',
      '\n  name                           = "orders"\n  point_in_time_recovery_enabled = true\n',
    );
    const path = ['point_in_time_recovery', 'enabled'];
    expect(set(before, 'aws_dynamodb_table', path, yes)).toBe(after);
  });

  it('gets a key in an input that holds other keys', () => {
    const before = call('ec2-instance', '6.1.0', '  root_block_device = {\n    size = 50\n  }\n');
    const after = call(
      'ec2-instance',
      '6.1.0',
      '  root_block_device = {\n    size      = 50\n    encrypted = true\n  }\n',
    );
    expect(set(before, 'aws_instance', ['root_block_device', 'encrypted'], yes)).toBe(after);
  });

  it('gets a key in the one block of a list, as older versions take it', () => {
    const before = call('ec2-instance', '~> 5.8', '  root_block_device = [{ volume_size = 50 }]\n');
    const after = call(
      'ec2-instance',
      '~> 5.8',
      '  root_block_device = [{ volume_size = 50, encrypted = true }]\n',
    );
    expect(set(before, 'aws_instance', ['root_block_device', 'encrypted'], yes)).toBe(after);
  });

  it('is refused, with what the owner of the call can do, where no input is known', () => {
    const text = call('rds', '7.0.1', '  identifier = "ledger"\n');
    expect(set(text, 'aws_db_instance', ['no_such_argument'], yes)).toBe(
      "module.m (main.tf:1) calls terraform-aws-modules/rds/aws, which is not edited here, and no input of it is known that decides no_such_argument alone: change the call by hand, or ask the module's owners for such an input",
    );
  });

  it('gets a companion by the inputs that make it', () => {
    const text = call('s3-bucket', '5.2.0', '  bucket = "b"\n');
    const { code, resource } = only(text, 'aws_s3_bucket');
    const edited = code.edit(
      [
        {
          kind: 'add-resource',
          type: 'aws_s3_bucket_versioning',
          beside: resource,
          properties: [
            ['bucket', { kind: 'reference', to: resource, attribute: 'id' }],
            [
              'versioning_configuration',
              { kind: 'map', entries: [['status', { kind: 'literal', value: 'Enabled' }]] },
            ],
          ],
        },
      ],
      context,
    );
    if (!edited.ok) throw new Error(edited.error.reason);
    const after = code.with(editedTree(code.tree, edited.value.edits));
    const [versioning] = after.resources({ types: ['aws_s3_bucket_versioning'], context });
    const configuration = versioning?.properties.entries.get('versioning_configuration');
    expect(configuration).toMatchObject({ kind: 'map' });
    expect(configuration?.kind === 'map' && configuration.entries.get('status')).toMatchObject({
      value: 'Enabled',
    });
  });

  it('never has one of its resources taken away', () => {
    const { code, resource } = only(
      call('s3-bucket', '5.2.0', '  bucket = "b"\n'),
      'aws_s3_bucket',
    );
    expect(code.edit([{ kind: 'remove-resource', resource }], context).ok).toBe(false);
  });

  it('hands its outputs on', () => {
    const text = `${call('s3-bucket', '5.2.0', '  bucket = "b"\n')}
resource "aws_s3_bucket_policy" "p" {
  bucket = module.m.s3_bucket_id
  policy = module.m.unheard_of
}
`;
    const { code } = only(text, 'aws_s3_bucket');
    const policy = code
      .resources({ types: ['aws_s3_bucket_policy'], context })
      .find(({ address }) => address === 'aws_s3_bucket_policy.p');
    expect(policy?.properties.entries.get('bucket')).toMatchObject({
      value: 'b',
      reference: { address: 'module.m.aws_s3_bucket.this[0]' },
    });
    expect(policy?.properties.entries.get('policy')).toMatchObject({
      reason: 'depends on module.m, whose code is not in this checkout',
    });
  });
});

describe('which module a call means', () => {
  it.each([
    ['terraform-aws-modules/s3-bucket/aws', '5.2.0', true],
    ['registry.terraform.io/terraform-aws-modules/s3-bucket/aws', '~> 5.0', true],
    [
      'git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git?ref=v4.1.0',
      null,
      true,
    ],
    ['github.com/terraform-aws-modules/terraform-aws-s3-bucket?ref=v4.1.0', null, true],
    // What it would fetch is not known, or was not read.
    ['terraform-aws-modules/s3-bucket/aws', null, false],
    ['terraform-aws-modules/s3-bucket/aws', '>= 4.0', false],
    ['terraform-aws-modules/s3-bucket/aws', '1.0.0', false],
    ['terraform-aws-modules/s3-bucket/aws', 'var.version', false],
    [
      'git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git?ref=main',
      null,
      false,
    ],
    ['terraform-aws-modules/s3-bucket/aws//modules/object', '5.2.0', false],
    ['evil/s3-bucket/aws', '5.2.0', false],
  ])('%s %s is known: %s', (source, version, known) => {
    expect(publishedModule(source, version) !== null).toBe(known);
  });

  it('is known for every entry at its own versions, with types that the data of this language has', () => {
    expect(
      entries.map(({ source, versions }) => publishedModule(source, versions)?.source),
    ).toEqual(entries.map(({ source }) => source));
  });
});

describe('ranges of versions', () => {
  it.each([
    ['5.1.0', '>= 5.0.0, < 6.0.0', true],
    ['~> 5.1', '>= 5.0.0, < 6.0.0', true],
    ['~> 5.1.2', '>= 5.0.0, < 6.0.0', true],
    ['~> 5', '>= 5.0.0, < 6.0.0', false],
    ['> 5.0.0, <= 5.9.9', '>= 5.0.0, < 6.0.0', true],
    ['>= 5.1, != 5.2.0, < 6.0', '>= 5.0.0, < 6.0.0', true],
    ['4.9.0', '>= 5.0.0, < 6.0.0', false],
    ['6.0.0', '>= 5.0.0, < 6.0.0', false],
    ['< 6.0.0', '>= 5.0.0, < 6.0.0', false],
  ])('%s within %s: %s', (inner, outer, expected) => {
    const [a, b] = [versionRange(inner), versionRange(outer)];
    expect(a !== null && b !== null && isWithin(a, b)).toBe(expected);
  });

  it.each(['', '5.x', 'latest', '>= 1.0-beta', '=> 5'])('"%s" is no constraint', (text) => {
    expect(versionRange(text)).toBeNull();
  });
});
