import { describe, expect, it } from 'vitest';
import type { Attribute, Block, Body } from '../../../../src/languages/terraform/syntax/ast.ts';
import { parseConfig } from '../../../../src/languages/terraform/syntax/parse.ts';
import { samples } from './samples.ts';

function bodyOf(text: string, path = 'main.tf.json'): Body {
  const { body, errors } = parseConfig(path, text);
  expect(errors).toEqual([]);
  return body;
}

function addressesOf({ items }: Body): string[] {
  return items.map((item) =>
    item.kind === 'block'
      ? [item.type, ...item.labels.map(({ text }) => text)].join('.')
      : item.name,
  );
}

function block(body: Body, address: string): Block {
  const index = addressesOf(body).indexOf(address);
  const item = body.items[index];
  if (item?.kind !== 'block') throw new Error(`no block ${address}`);
  return item;
}

function attribute(body: Body, name: string): Attribute {
  const item = body.items.find((one) => one.kind === 'attribute' && one.name === name);
  if (item?.kind !== 'attribute') throw new Error(`no attribute ${name}`);
  return item;
}

describe('parseConfig on JSON syntax', () => {
  const [sample] = samples(/\.tf\.json$/);
  const text = sample?.text ?? '';
  const body = bodyOf(text);
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);

  it('makes blocks of the keys that Terraform makes blocks of', () => {
    expect(addressesOf(body)).toEqual([
      'variable.name',
      'locals',
      'resource.aws_s3_bucket.logs',
      'resource.aws_security_group.web',
      'resource.aws_security_group.web',
    ]);
    expect(addressesOf(block(body, 'resource.aws_s3_bucket.logs').body)).toEqual([
      'bucket',
      'depends_on',
      'force_destroy',
      'tags',
      'lifecycle',
    ]);
  });

  it('gives ranges in the JSON text, for labels with their quotes', () => {
    const bucket = block(body, 'resource.aws_s3_bucket.logs');
    expect(slice(bucket.typeRange)).toBe('"resource"');
    expect(bucket.labels.map(({ range }) => slice(range))).toEqual(['"aws_s3_bucket"', '"logs"']);
    expect(text[bucket.openBrace]).toBe('{');
    expect(text[bucket.closeBrace]).toBe('}');
    expect(slice(attribute(bucket.body, 'force_destroy').range)).toBe('"force_destroy": false');
  });

  it('reads strings as templates, through the escapes of JSON', () => {
    const { value } = attribute(block(body, 'resource.aws_s3_bucket.logs').body, 'bucket');
    if (value.kind !== 'template') throw new Error('no template');
    expect(value.parts.map((part) => slice(part.range))).toEqual([
      'logs-',
      '${var.name}',
      '-\\u00e9\\"x\\"',
    ]);
    expect(value.parts[2]).toMatchObject({ kind: 'text', value: '-é"x"' });
  });

  it('reads references as expressions and the defaults of variables as they stand', () => {
    const bucket = block(body, 'resource.aws_s3_bucket.logs').body;
    expect(attribute(bucket, 'depends_on').value).toMatchObject({
      kind: 'tuple',
      items: [{ kind: 'attribute-access', name: 'main' }],
    });
    expect(attribute(block(bucket, 'lifecycle').body, 'ignore_changes').value).toMatchObject({
      items: [{ kind: 'variable', name: 'tags' }],
    });
    expect(attribute(block(body, 'variable.name').body, 'default').value).toMatchObject({
      parts: [{ kind: 'text', value: '${verbatim}' }],
    });
  });

  it('makes a dynamic block of "dynamic", and an attribute of a block of the provider', () => {
    const [, second] = body.items.filter(
      (item): item is Block => item.kind === 'block' && item.labels[1]?.text === 'web',
    );
    if (!second) throw new Error('no second group');
    expect(addressesOf(block(second.body, 'dynamic.ingress').body)).toEqual([
      'for_each',
      'content',
    ]);
    const ingress = attribute(block(body, 'resource.aws_security_group.web').body, 'ingress');
    expect(ingress.value.kind).toBe('tuple');
  });

  it('keeps values of a .tfvars.json file as they stand', () => {
    const values = bodyOf('{"resource": {"a": "${x}"}, "n": 1.5}', 'prod.tfvars.json');
    expect(addressesOf(values)).toEqual(['resource', 'n']);
    expect(attribute(values, 'resource').value).toMatchObject({
      kind: 'object',
      entries: [{ value: { parts: [{ kind: 'text', value: '${x}' }] } }],
    });
  });

  it.each([
    ['{"locals": {"a": 1,}}', 'This is not valid JSON: property name expected.', 20],
    ['{"locals": {"a": 1, "a": 2}}', 'The key "a" is written twice here.', 21],
    ['{"locals": {"a": "x\\n ${"}}', 'Expected an expression, found the end of the file.', 25],
    ['{"resource": {"aws_x": 1}}', 'Expected an object here.', 24],
    ['// c\n{}', 'This is not valid JSON: invalid comment token.', 1],
    ['', 'This is not valid JSON: value expected.', 1],
    [`{"a": ${'['.repeat(100_000)}`, 'Nested deeper than 200 levels, which is not supported.', 206],
  ])('refuses %.40s', (source, message, column) => {
    expect(parseConfig('main.tf.json', source).errors).toMatchObject([
      { line: 1, column, message },
    ]);
  });

  it('is not disturbed by the names that objects are born with', () => {
    const text = '{"resource": {"__proto__": {"constructor": {"toString": 1}}}}';
    const [item] = bodyOf(text).items;
    expect(item).toMatchObject({ labels: [{ text: '__proto__' }, { text: 'constructor' }] });
  });
});
