import { describe, expect, it } from 'vitest';
import type { CloudResource } from '../../../src/model/finding.ts';
import { remedied } from './small-repositories.ts';

const bucket: Partial<CloudResource> = { id: 'arn:aws:s3:::acme-b', names: ['acme-b'] };
const access = (repeated: string, of: string) =>
  `resource "aws_s3_bucket_public_access_block" "it" {
  ${repeated}
  bucket                  = ${of}
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
`;

describe('a companion that is added with the block', () => {
  const buckets =
    'resource "aws_s3_bucket" "it" {\n  for_each = toset(["acme-a", "acme-b"])\n  bucket   = each.key\n}\n';

  it('is not added where another instance of the block has one', async () => {
    const text = buckets + access('', 'aws_s3_bucket.it["acme-a"].id');
    const { outcome, reason } = await remedied({ 'main.tf': text }, 'S3.8', bucket);
    expect(outcome).toBe('unproven');
    expect(reason).toContain('aws_s3_bucket.it["acme-a"] would change too, though it is right');
  });

  it('is not added where another environment makes one, by a count or beside the module', async () => {
    const site = `variable "name" {}\nvariable "closed" {\n  default = false\n}\nresource "aws_s3_bucket" "it" {\n  bucket = var.name\n}\n`;
    const call = (name: string, more = '') =>
      `module "site" {\n  source = "../../site"\n  name   = "${name}"\n${more}}\n`;
    const files = {
      'site/main.tf': site + access('count = var.closed ? 1 : 0', 'aws_s3_bucket.it.id'),
      'envs/a/main.tf': call('acme-a', '  closed = true\n'),
      'envs/b/main.tf': call('acme-b'),
    };
    const { outcome, reason } = await remedied(files, 'S3.8', bucket);
    expect(outcome).toBe('unproven');
    expect(reason).toContain('would change too, though it is right as it is');
  });

  it('is added for all instances where none has one', async () => {
    const { outcome, added } = await remedied({ 'main.tf': buckets }, 'S3.8', bucket);
    expect(outcome).toBe('fixed');
    expect(added).toContain('bucket                  = aws_s3_bucket.it[each.key].id');
  });
});

describe('a block that may stand once', () => {
  const table = (block: string) =>
    `resource "aws_dynamodb_table" "it" {\n  name     = "orders"\n  hash_key = "id"\n${block}}\n`;
  const orders: Partial<CloudResource> = {
    id: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
    type: 'AWS::DynamoDB::Table',
    names: ['orders'],
  };

  it('is not written beside a dynamic one that makes none here', async () => {
    const text = table(
      '  dynamic "point_in_time_recovery" {\n    for_each = []\n    content {\n      enabled = true\n    }\n  }\n',
    );
    const { outcome, reason } = await remedied({ 'main.tf': text }, 'DynamoDB.2', orders);
    expect(outcome).toBe('refused');
    expect(reason).toContain('a dynamic block that makes none here (main.tf:4)');
  });

  it('is written where there is none', async () => {
    const { outcome } = await remedied({ 'main.tf': table('') }, 'DynamoDB.2', orders);
    expect(outcome).toBe('fixed');
  });
});
