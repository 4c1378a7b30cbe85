import { describe, expect, it } from 'vitest';
import { edited, type Files, resourceIn } from './editing.ts';

const address = 'aws_s3_bucket_policy.p';
const resource = (policy: string) =>
  `resource "aws_s3_bucket_policy" "p" {\n  bucket = "b"\n  policy = ${policy}\n}\n`;

function withStatement(text: string): Files | string {
  const outcome = edited({ 'main.tf': text }, address, (policy) => [
    {
      kind: 'append',
      resource: policy,
      path: ['policy', 'Statement'],
      value: {
        kind: 'map',
        entries: [
          ['Sid', { kind: 'literal', value: 'TlsOnly' }],
          ['Effect', { kind: 'literal', value: 'Deny' }],
          ['Principal', { kind: 'literal', value: '*' }],
          ['Action', { kind: 'literal', value: 's3:*' }],
          ['Resource', { kind: 'literal', value: 'arn:aws:s3:::b/${aws:username}' }],
          ['Condition', { kind: 'literal', value: { Bool: { 'aws:SecureTransport': false } } }],
        ],
      },
    },
  ]);
  return 'refused' in outcome ? outcome.refused : outcome.files;
}

/** What the policy says after the edit. */
function statements(files: Files | string): readonly unknown[] {
  if (typeof files === 'string') throw new Error(files);
  const policy = resourceIn(files, address).properties.entries.get('policy');
  if (policy?.kind !== 'string') throw new Error(`the policy is ${policy?.kind}`);
  const document: { Statement: readonly unknown[] } = JSON.parse(policy.value);
  return document.Statement;
}

const added = {
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: 'arn:aws:s3:::b/${aws:username}',
};

const written: readonly [what: string, text: string][] = [
  [
    'jsonencode',
    resource(
      'jsonencode({\n    Version = "2012-10-17"\n    Statement = [\n      { Effect = "Allow" },\n    ]\n  })',
    ),
  ],
  [
    'a heredoc',
    resource(
      '<<EOF\n{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow"\n    }\n  ]\n}\nEOF',
    ),
  ],
  [
    'a heredoc with one statement and no list, and an interpolation',
    resource(
      '<<-EOF\n    {\n      "Id": "${upper("x")}",\n      "Statement": {"Effect": "Allow"}\n    }\n    EOF',
    ),
  ],
  [
    'a policy data source',
    `${resource('data.aws_iam_policy_document.d.json')}data "aws_iam_policy_document" "d" {\n  statement {\n    effect = "Allow"\n  }\n}\n`,
  ],
];

describe('adding a statement to a policy', () => {
  it.each(written)('goes into %s', (_what, text) => {
    const after = statements(withStatement(text));
    expect(after).toHaveLength(2);
    expect(after[0]).toMatchObject({ Effect: 'Allow' });
    expect(after[1]).toMatchObject(added);
  });

  it('is refused where the document is computed', () => {
    expect(withStatement(resource('file("policy.json")'))).toContain('edit main.tf');
  });
});
