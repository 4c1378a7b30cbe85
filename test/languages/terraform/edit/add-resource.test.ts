import { describe, expect, it } from 'vitest';
import type { EditIntent } from '../../../../src/model/language.ts';
import type { ResourceInCode } from '../../../../src/model/resource.ts';
import { edited, editedText, literal } from './editing.ts';

const type = 'aws_s3_bucket_public_access_block';
const block = (beside: ResourceInCode): EditIntent => ({
  kind: 'add-resource',
  type,
  beside,
  properties: [
    ['bucket', { kind: 'reference', to: beside, attribute: 'id' }],
    ['block_public_acls', literal(true)],
  ],
});
const add = (text: string, address = 'aws_s3_bucket.b') =>
  editedText(text, address, (resource) => [block(resource)]);

const bucket = (content = '  bucket = "b"\n') => `resource "aws_s3_bucket" "b" {\n${content}}\n`;

describe('adding a resource beside another', () => {
  it('puts it after the block, one blank line between', () => {
    expect(add(`${bucket()}\noutput "x" {}\n`)).toBe(
      `${bucket()}\nresource "${type}" "b" {\n  bucket            = aws_s3_bucket.b.id\n  block_public_acls = true\n}\n\noutput "x" {}\n`,
    );
  });

  it('keeps a missing final newline missing', () => {
    expect(add(bucket().trimEnd())).toMatch(/true\n\}$/);
  });

  it('goes after the companions that the block has already', () => {
    const companion =
      'resource "aws_s3_bucket_versioning" "b" {\n  bucket = aws_s3_bucket.b.id\n}\n';
    expect(add(`${bucket()}\n${companion}`).startsWith(`${bucket()}\n${companion}\nresource`)).toBe(
      true,
    );
  });

  it('takes another name where the name is taken', () => {
    expect(add(`${bucket()}\nresource "${type}" "b" {}\n`)).toContain(`resource "${type}" "b_2" {`);
  });

  const repeated: readonly [
    what: string,
    content: string,
    address: string,
    lines: readonly string[],
  ][] = [
    [
      'count and provider',
      '  count    = 2\n  provider = aws.west\n',
      'aws_s3_bucket.b[0]',
      ['  count    = 2', '  provider = aws.west', 'aws_s3_bucket.b[count.index].id'],
    ],
    [
      'for_each',
      '  for_each = toset(["x", "y"])\n',
      'aws_s3_bucket.b["x"]',
      ['  for_each = toset(["x", "y"])', 'aws_s3_bucket.b[each.key].id'],
    ],
    [
      'a for_each of several lines, by referring to it',
      '  for_each = {\n    x = 1\n  }\n',
      'aws_s3_bucket.b["x"]',
      ['  for_each = aws_s3_bucket.b\n', 'aws_s3_bucket.b[each.key].id'],
    ],
    [
      'the region',
      '  region = "eu-west-1"\n',
      'aws_s3_bucket.b',
      ['region            = "eu-west-1"'],
    ],
  ];
  it.each(repeated)('carries %s over', (_what, content, address, lines) => {
    const after = add(bucket(content), address).slice(bucket(content).length);
    for (const line of lines) expect(after).toContain(line);
  });

  it('writes nested blocks as blocks, and adds several resources in order', () => {
    const after = editedText(bucket(), 'aws_s3_bucket.b', (beside) => [
      block(beside),
      {
        kind: 'add-resource',
        type: 'aws_s3_bucket_versioning',
        beside,
        properties: [
          ['bucket', { kind: 'reference', to: beside, attribute: 'id' }],
          ['versioning_configuration', literal({ status: 'Enabled' })],
        ],
      },
    ]);
    expect(after.indexOf(type)).toBeLessThan(after.indexOf('aws_s3_bucket_versioning'));
    expect(after).toContain('\n\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n');
  });

  it('refuses a reference into another module', () => {
    const files = {
      'main.tf': `${bucket()}module "m" {\n  source = "./m"\n}\n`,
      'm/main.tf': 'resource "aws_s3_bucket" "c" {}\n',
    };
    let other: ResourceInCode | null = null;
    edited(files, 'module.m.aws_s3_bucket.c', (resource) => {
      other = resource;
      return [];
    });
    const outcome = edited(files, 'aws_s3_bucket.b', (resource) => [
      {
        kind: 'set',
        resource,
        path: ['bucket'],
        value: { kind: 'reference', to: other ?? resource, attribute: 'id' },
      },
    ]);
    expect(outcome).toEqual({ refused: expect.stringContaining('in another module') });
  });
});
