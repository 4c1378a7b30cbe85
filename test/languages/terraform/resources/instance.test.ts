import { describe, expect, it } from 'vitest';
import { instancesOf, shown } from '../code-of.ts';

const only = (files: Readonly<Record<string, string>>, type = 'aws_s3_bucket') => {
  const [instance] = instancesOf(files, type);
  if (instance === undefined) throw new Error(`there is no ${type}`);
  return instance;
};

describe('a resource in code', () => {
  it('has its place, in lines that start at 1', () => {
    const text = '# first\n\nresource "aws_s3_bucket" "b" {\n  bucket = "x"\n}\n';
    const { line, endLine, path, range, cloudTypes } = only({ 'a/b.tf': text });
    expect({ line, endLine, path, cloudTypes }).toEqual({
      line: 3,
      endLine: 5,
      path: 'a/b.tf',
      cloudTypes: ['AWS::S3::Bucket'],
    });
    expect(text.slice(range.start, range.end)).toMatch(/^resource .*\}$/s);
  });

  it('inherits the tags of its provider, its own winning', () => {
    const provider =
      'provider "aws" {\n  default_tags {\n    tags = { Team = "core", Env = "prod" }\n  }\n}\n';
    const { tags } = only({
      'main.tf': `${provider}resource "aws_s3_bucket" "b" {\n  tags = { Env = "dev" }\n}\n`,
    });
    expect(shown(tags)).toEqual({ Team: 'core', Env: 'dev' });
  });

  it('may have tags that are not known', () => {
    const { tags } = only({
      'main.tf':
        'variable "t" {}\nresource "aws_s3_bucket" "b" {\n  tags = merge(var.t, { A = "1" })\n}\n',
    });
    expect(shown(tags)).toEqual({ A: '1', '…': true });
  });

  it.each([
    ['ignore_changes = [tags, root_block_device[0].encrypted]', ['tags', 'root_block_device']],
    ['ignore_changes = all', 'all'],
    ['prevent_destroy = true', []],
  ])('%s', (lifecycle, expected) => {
    const text = `resource "aws_s3_bucket" "b" {\n  lifecycle {\n    ${lifecycle}\n  }\n}\n`;
    expect(only({ 'main.tf': text }).ignored).toEqual(expected);
  });
});

describe('identities', () => {
  const identities = (type: string, body: string, around = '') =>
    only({ 'main.tf': `${around}\nresource "${type}" "x" {\n${body}\n}\n` }, type).identities.map(
      ({ attribute, kind, value }) => [attribute, kind, shown(value)],
    );

  it.each([
    [
      'aws_s3_bucket',
      'bucket = "b"',
      [
        ['bucket', 'name', 'b'],
        ['arn', 'arn', { unknown: 'arn:*:s3:::b' }],
      ],
    ],
    ['aws_s3_bucket', 'bucket_prefix = "b-"', [['bucket_prefix', 'prefix', 'b-']]],
    [
      'aws_db_instance',
      'identifier = "d"',
      [
        ['identifier', 'name', 'd'],
        ['arn', 'arn', { unknown: 'arn:*:rds:*:*:db:d' }],
      ],
    ],
    [
      'aws_iam_role',
      'name = "r"\npath = "/app/"',
      [
        ['name', 'name', 'r'],
        ['arn', 'arn', { unknown: 'arn:*:iam::*:role/app/r' }],
      ],
    ],
    [
      'aws_iam_role',
      'name = "r"',
      [
        ['name', 'name', 'r'],
        ['arn', 'arn', { unknown: 'arn:*:iam::*:role/r' }],
      ],
    ],
    [
      'aws_lb',
      'name = "l"',
      [
        ['name', 'name', 'l'],
        ['arn', 'arn', { unknown: 'arn:*:elasticloadbalancing:*:*:loadbalancer/*/l/*' }],
      ],
    ],
    ['aws_ebs_volume', 'size = 1', []],
  ])('of %s with %s', (type, body, expected) => {
    expect(identities(type, body)).toEqual(expected);
  });

  it('know the ARN where the provider says account and region', () => {
    const provider =
      'provider "aws" {\n  region = "us-gov-west-1"\n  allowed_account_ids = ["123456789012"]\n}\n';
    expect(identities('aws_sns_topic', 'name = "t"', provider)).toContainEqual([
      'arn',
      'arn',
      'arn:aws-us-gov:sns:us-gov-west-1:123456789012:t',
    ]);
  });
});

describe('placement', () => {
  const placed = (main: string, more: Readonly<Record<string, string>> = {}) => {
    const { placement } = only({ 'main.tf': main, ...more });
    return [shown(placement.region), placement.accounts, placement.label];
  };
  const providers =
    'provider "aws" {\n  region = "eu-west-1"\n}\nprovider "aws" {\n  alias = "us"\n  region = "us-east-1"\n  assume_role {\n    role_arn = "arn:aws:iam::210987654321:role/deploy"\n  }\n}\n';
  const bucket = (body: string) => `resource "aws_s3_bucket" "b" {\n${body}\n}\n`;

  it.each([
    ['no provider', bucket(''), [{ unknown: null }, null, 'no provider block']],
    [
      'its own region, and no provider',
      bucket('region = "ap-south-1"'),
      ['ap-south-1', null, 'argument region'],
    ],
    ['the default provider', providers + bucket(''), ['eu-west-1', null, 'provider aws']],
    [
      'an alias',
      providers + bucket('provider = aws.us'),
      ['us-east-1', ['210987654321'], 'provider aws.us'],
    ],
    [
      'its own region',
      providers + bucket('region = "ap-south-1"'),
      ['ap-south-1', null, 'argument region'],
    ],
    [
      'a region from a variable',
      `variable "r" { default = "eu-north-1" }\nprovider "aws" {\n  region = var.r\n}\n${bucket('')}`,
      ['eu-north-1', null, 'provider aws'],
    ],
  ])('by %s', (_, main, expected) => {
    expect(placed(main)).toEqual(expected);
  });

  it('by what a call passes to a module', () => {
    const call = 'module "m" {\n  source = "./m"\n  providers = { aws = aws.us }\n}\n';
    expect(placed(providers + call, { 'm/main.tf': bucket('') })[0]).toBe('us-east-1');
  });

  it("by the caller's default provider when nothing is passed", () => {
    expect(
      placed(`${providers}module "m" {\n  source = "./m"\n}\n`, { 'm/main.tf': bucket('') })[0],
    ).toBe('eu-west-1');
  });
});

describe('files that nobody should edit', () => {
  const bucket = 'resource "aws_s3_bucket" "b" {}\n';
  it.each([
    ['.terraform/modules/m/main.tf', bucket, /terraform init/],
    ['.terragrunt-cache/x/main.tf', bucket, /Terragrunt/],
    ['cdktf.out/stacks/a/main.tf', bucket, /CDK for Terraform/],
    [
      'synth/a/cdk.tf.json',
      '{"resource": {"aws_s3_bucket": {"b": {"//": {"metadata": {"path": "a/b"}}}}}}',
      /CDK for Terraform/,
    ],
    ['main.tf', `# Code generated by terraformer. DO NOT EDIT.\n${bucket}`, /generated/],
    ['main.tf', `/*\n * This file is auto-generated by tool\n */\n${bucket}`, /generated/],
  ])('%s', (path, text, reason) => {
    expect(only({ [path]: text }).locked).toMatch(reason);
  });

  it.each([
    `# the bucket for reports\n${bucket}# generated by hand, DO NOT EDIT the next line\n`,
    `# Reports generated by the nightly job end up here.\n${bucket}`,
    `# Please do not modify the tags without asking.\n${bucket}`,
  ])('are not those that merely speak of it: %j', (text) => {
    expect(only({ 'main.tf': text }).locked).toBeNull();
  });
});
