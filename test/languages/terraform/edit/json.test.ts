import { describe, expect, it } from 'vitest';
import type { EditIntent } from '../../../../src/model/language.ts';
import type { ResourceInCode } from '../../../../src/model/resource.ts';
import { editedText, literal } from './editing.ts';

const document = (value: unknown) => `${JSON.stringify(value, null, 4)}\n`;
const run = (
  value: unknown,
  address: string,
  intents: (resource: ResourceInCode) => readonly EditIntent[],
) => editedText(document(value), address, intents, 'main.tf.json');

const group = (ingress: unknown) => ({
  resource: { aws_security_group: { web: { name: 'web', ingress } } },
});
const rule = (port: number, cidrs: readonly string[]) => ({
  from_port: port,
  to_port: port,
  protocol: 'tcp',
  cidr_blocks: cidrs,
});

describe('edits of JSON syntax', () => {
  it('keep the indentation of the file and escape templates', () => {
    const after = run(group([]), 'aws_security_group.web', (resource) => [
      { kind: 'set', resource, path: ['name'], value: literal('${evil} %{x} "q"') },
      { kind: 'set', resource, path: ['tags', 'A'], value: literal('b') },
    ]);
    expect(after).toBe(
      document({
        resource: {
          aws_security_group: {
            web: { name: '$${evil} %%{x} "q"', ingress: [], tags: { A: 'b' } },
          },
        },
      }).replace(/\[\s*\]/, '[]'),
    );
  });

  it('take elements away and add some', () => {
    const before = group([rule(22, ['a', 'b']), rule(80, ['c'])]);
    const after = run(before, 'aws_security_group.web', (resource) => [
      { kind: 'remove', resource, path: ['ingress', 0, 'cidr_blocks', 0] },
      { kind: 'append', resource, path: ['ingress', 1, 'cidr_blocks'], value: literal('d') },
    ]);
    expect(JSON.parse(after)).toEqual(group([rule(22, ['b']), rule(80, ['c', 'd'])]));
  });

  it('put a literal in the place of an expression', () => {
    const before = { resource: { aws_s3_bucket: { b: { acl: '${lower("PUBLIC-READ")}' } } } };
    const after = run(before, 'aws_s3_bucket.b', (resource) => [
      { kind: 'set', resource, path: ['acl'], value: literal('private') },
    ]);
    expect(JSON.parse(after)).toEqual({ resource: { aws_s3_bucket: { b: { acl: 'private' } } } });
  });

  it('leave an empty list behind for the last rule', () => {
    const after = run(group([rule(22, ['a'])]), 'aws_security_group.web', (resource) => [
      { kind: 'remove', resource, path: ['ingress', 0] },
    ]);
    expect(JSON.parse(after)).toEqual(group([]));
  });

  it('add a resource with what it is made by', () => {
    const bucket = { count: 2, provider: 'aws.west', bucket: 'b' };
    const after = run(
      { resource: { aws_s3_bucket: { b: bucket } } },
      'aws_s3_bucket.b[0]',
      (beside) => [
        {
          kind: 'add-resource',
          type: 'aws_s3_bucket_versioning',
          beside,
          properties: [
            ['bucket', { kind: 'reference', to: beside, attribute: 'id' }],
            ['versioning_configuration', literal({ status: 'Enabled' })],
          ],
        },
      ],
    );
    expect(JSON.parse(after)).toEqual({
      resource: {
        aws_s3_bucket: { b: bucket },
        aws_s3_bucket_versioning: {
          b: {
            count: 2,
            provider: 'aws.west',
            bucket: '${aws_s3_bucket.b[count.index].id}',
            versioning_configuration: { status: 'Enabled' },
          },
        },
      },
    });
  });

  const addB = (beside: ResourceInCode): readonly EditIntent[] => [
    { kind: 'add-resource', type: beside.type, beside, properties: [['bucket', literal('b')]] },
  ];
  const lists: readonly [what: string, before: unknown, after: unknown][] = [
    [
      'of all resources',
      { resource: [{ aws_s3_bucket: { a: {} } }] },
      { resource: [{ aws_s3_bucket: { a: {}, a_2: { bucket: 'b' } } }] },
    ],
    [
      'of the resources of a type',
      { resource: { aws_s3_bucket: [{ a: {} }] } },
      { resource: { aws_s3_bucket: [{ a: {} }, { a_2: { bucket: 'b' } }] } },
    ],
    [
      'of lists',
      { resource: [{ aws_s3_bucket: [{ a: [{}] }] }] },
      { resource: [{ aws_s3_bucket: [{ a: [{}] }, { a_2: { bucket: 'b' } }] }] },
    ],
  ];
  it.each(lists)('add a resource to a list %s', (_what, before, after) => {
    expect(JSON.parse(run(before, 'aws_s3_bucket.a', addB))).toEqual(after);
  });
});
