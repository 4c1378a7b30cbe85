import { describe, expect, it } from 'vitest';
import { evaluated, shown } from '../code-of.ts';

/** The policy as JSON, `*` marking holes. */
function policy(body: string, around = ''): unknown {
  const text = shown(
    evaluated(
      'data.aws_iam_policy_document.p.json',
      `${around}\ndata "aws_iam_policy_document" "p" {\n${body}\n}\n`,
    ),
  );
  return typeof text === 'string' ? JSON.parse(text) : text;
}

const statement = (content: string) => `statement {\n${content}\n}`;

describe('data.aws_iam_policy_document', () => {
  it('becomes the JSON that the provider makes', () => {
    const body = `policy_id = "p"\n${statement(`
      sid       = "read"
      actions   = ["s3:GetObject", "s3:ListBucket"]
      resources = ["arn:aws:s3:::b/&{aws:username}"]
      principals {
        type        = "AWS"
        identifiers = ["arn:aws:iam::123456789012:root"]
      }
      condition {
        test     = "Bool"
        variable = "aws:SecureTransport"
        values   = ["false"]
      }`)}\n${statement('effect = "Deny"\nnot_actions = ["s3:*"]\nnot_resources = ["*"]')}`;
    expect(policy(body)).toEqual({
      Version: '2012-10-17',
      Id: 'p',
      Statement: [
        {
          Sid: 'read',
          Effect: 'Allow',
          Action: ['s3:ListBucket', 's3:GetObject'],
          Resource: 'arn:aws:s3:::b/${aws:username}',
          Principal: { AWS: 'arn:aws:iam::123456789012:root' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        { Effect: 'Deny', NotAction: 's3:*', NotResource: '*' },
      ],
    });
  });

  it.each([
    ['*', '*'],
    ['AWS', { AWS: '*' }],
  ])('tells the principals %s and its like apart', (type, expected) => {
    const body = statement(`principals {\n type = "${type}"\n identifiers = ["*"]\n}`);
    expect(policy(body)).toMatchObject({ Statement: [{ Principal: expected }] });
  });

  it('has holes where it is not known', () => {
    const body = statement('actions = ["s3:*"]\nresources = ["${aws_s3_bucket.b.arn}/*"]');
    expect(policy(body, 'resource "aws_s3_bucket" "b" {}')).toEqual({
      unknown:
        '{"Version":"2012-10-17","Statement":[{"Action":"s3:*","Effect":"Allow","Resource":"*/*"}]}',
    });
  });

  it('adds the statements of other documents, those of the same sid replaced', () => {
    const around = `data "aws_iam_policy_document" "base" {\n${statement('sid = "a"\nactions = ["s3:*"]')}\n${statement('sid = "b"\nactions = ["sns:*"]')}\n}`;
    const body = `source_policy_documents = [data.aws_iam_policy_document.base.json]\n${statement('sid = "b"\nactions = ["sqs:*"]')}`;
    expect(policy(body, around)).toMatchObject({
      Statement: [
        { Sid: 'a', Action: 's3:*' },
        { Sid: 'b', Action: 'sqs:*' },
      ],
    });
  });
});
