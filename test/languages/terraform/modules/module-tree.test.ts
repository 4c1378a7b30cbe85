import { describe, expect, it } from 'vitest';
import { codeOf, context, instancesOf, shown } from '../code-of.ts';

const bucket = 'resource "aws_s3_bucket" "this" {\n  bucket = var.name\n}\nvariable "name" {}\n';
const query = { types: ['aws_s3_bucket'], context };

const names = (files: Readonly<Record<string, string>>) =>
  instancesOf(files).map(({ address, properties }) => {
    const name = properties.entries.get('bucket');
    return [address, name === undefined ? undefined : shown(name)];
  });

describe('local modules', () => {
  it('are followed at any depth, once for each call and key', () => {
    const files = {
      'live/main.tf': `
module "one" {
  source = "../modules/site"
  name   = "one"
}
module "many" {
  source   = "../modules/site"
  for_each = { eu = "e", us = "u" }
  name     = "many-\${each.value}"
}
module "counted" {
  source = "../modules/site"
  count  = 2
  name   = "n\${count.index}"
}
`,
      'modules/site/main.tf':
        'variable "name" {}\nmodule "bucket" {\n  source = "./bucket"\n  name = upper(var.name)\n}\n',
      'modules/site/bucket/main.tf': bucket,
    };
    expect(names(files)).toEqual([
      ['module.one.module.bucket.aws_s3_bucket.this', 'ONE'],
      ['module.many["eu"].module.bucket.aws_s3_bucket.this', 'MANY-E'],
      ['module.many["us"].module.bucket.aws_s3_bucket.this', 'MANY-U'],
      ['module.counted[0].module.bucket.aws_s3_bucket.this', 'N0'],
      ['module.counted[1].module.bucket.aws_s3_bucket.this', 'N1'],
    ]);
  });

  it('give their outputs to the caller, references included', () => {
    const files = {
      'main.tf': `
module "logs" {
  source = "./m"
  name   = "logs"
}
resource "aws_s3_bucket" "copy" {
  bucket = "copy-of-\${module.logs.bucket}"
}
resource "aws_s3_bucket_acl" "acl" {
  bucket = module.logs.id
}
`,
      'm/main.tf': `${bucket}output "bucket" { value = aws_s3_bucket.this.bucket }\noutput "id" { value = aws_s3_bucket.this.id }\n`,
    };
    expect(names(files)).toContainEqual(['aws_s3_bucket.copy', 'copy-of-logs']);
    const [acl] = instancesOf(files, 'aws_s3_bucket_acl');
    expect(acl?.properties.entries.get('bucket')?.reference).toEqual({
      address: 'module.logs.aws_s3_bucket.this',
      attribute: 'id',
    });
  });

  it('are root modules too only where they configure a backend or provider', () => {
    const called = (content: string) => ({
      'live/main.tf': 'module "m" {\n  source = "../m"\n  name = "x"\n}\n',
      'm/main.tf': content,
    });
    expect(instancesOf(called(bucket)).map(({ root }) => root)).toEqual(['live']);
    const own = `${bucket}terraform {\n  backend "s3" {}\n}\n`;
    expect(instancesOf(called(own)).map(({ root }) => root)).toEqual(['live', 'm']);
  });

  it('do not count as called when the call is only a comment', () => {
    const files = { 'a/main.tf': '# source = "../m"\n', 'm/main.tf': bucket };
    expect(instancesOf(files).map(({ root }) => root)).toEqual(['m']);
  });

  it('whose count is not known make instances that may not exist', () => {
    const files = {
      'main.tf':
        'variable "on" {}\nmodule "m" {\n  source = "./m"\n  count = var.on\n  name = "x"\n}\n',
      'm/main.tf': bucket,
    };
    expect(instancesOf(files)).toMatchObject([
      { address: 'module.m.aws_s3_bucket.this', counted: false },
    ]);
  });

  it.each([
    [
      'is missing',
      'source = "./nowhere"',
      'there are no Terraform files in the module source "nowhere"',
    ],
    [
      'leaves the checkout',
      'source = "../../x"',
      'the module source "../../x" leaves the checkout',
    ],
    ['calls itself', 'source = "./"', 'the module calls itself; it is not followed'],
  ])('one that %s is a problem with its place', (_, source, message) => {
    const code = codeOf({ 'main.tf': `module "m" {\n  ${source}\n}\n${bucket}` });
    expect(code.resources(query)).toHaveLength(1);
    expect(code.problems()).toEqual([{ place: { path: 'main.tf', line: 1, column: 1 }, message }]);
  });

  it('that multiply come to an end', () => {
    const levels = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [
        `m${n}/main.tf`,
        ['a', 'b', 'c']
          .map((name) => `module "${name}" {\n  source = "../m${n + 1}"\n}\n`)
          .join(''),
      ]),
    );
    const code = codeOf({ ...levels, 'm40/main.tf': bucket });
    code.resources(query);
    expect(
      code
        .problems()
        .map(({ message }) => message)
        .join(),
    ).toContain('too large');
  });
});

describe('modules of elsewhere', () => {
  const files = {
    'main.tf': `
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.0.0"
  name    = local.name
}
locals { name = "main" }
resource "aws_s3_bucket" "b" {
  bucket = "x-\${module.vpc.id}"
}
`,
  };

  it('are opaque: what depends on them is unknown', () => {
    expect(names(files)).toEqual([['aws_s3_bucket.b', { unknown: 'x-*' }]]);
  });

  it('are listed with source, version and evaluated arguments', () => {
    const [call] = codeOf(files).externalCalls(context);
    expect(call).toMatchObject({
      address: 'module.vpc',
      source: 'terraform-aws-modules/vpc/aws',
      version: '5.0.0',
      root: '',
      path: 'main.tf',
      line: 2,
    });
    expect(call && shown(call.arguments)).toEqual({ name: 'main' });
  });
});

describe('files', () => {
  it('that override change blocks as Terraform merges them', () => {
    const files = {
      'main.tf':
        'resource "aws_s3_bucket" "b" {\n  bucket = "x"\n  acl = "private"\n  versioning {\n    enabled = false\n  }\n}\n',
      'b_override.tf':
        'resource "aws_s3_bucket" "b" {\n  acl = "public-read"\n  versioning {\n    mfa_delete = true\n  }\n}\n',
    };
    const [instance] = instancesOf(files);
    expect(instance && shown(instance.properties)).toEqual({
      bucket: 'x',
      acl: 'public-read',
      versioning: { mfa_delete: true },
    });
    expect(instance?.path).toBe('main.tf');
    expect(instance?.properties.entries.get('acl')?.origin?.path).toBe('b_override.tf');
    expect(instance?.declaration.overrides).toHaveLength(1);
  });

  it('.tofu wins over .tf of the same name', () => {
    const one = (name: string) => `resource "aws_s3_bucket" "b" {\n  bucket = "${name}"\n}\n`;
    expect(names({ 'main.tf': one('tf'), 'main.tofu': one('tofu') })).toEqual([
      ['aws_s3_bucket.b', 'tofu'],
    ]);
  });

  it('in JSON are the same code', () => {
    const json = {
      resource: {
        aws_s3_bucket: {
          b: {
            bucket: '${var.name}',
            versioning: { enabled: true },
            logging: [{ target_bucket: 'l' }],
          },
        },
      },
      variable: { name: { default: 'n' } },
    };
    const [instance] = instancesOf({ 'main.tf.json': JSON.stringify(json) });
    expect(instance && shown(instance.properties)).toEqual({
      bucket: 'n',
      versioning: { enabled: true },
      logging: { target_bucket: 'l' },
    });
  });

  it('with errors are problems, and the others still count', () => {
    const code = codeOf({
      'bad.tf': 'resource "aws_s3_bucket" {',
      'good.tf': 'resource "aws_s3_bucket" "b" {\n  bucket = local.gone\n}\n',
    });
    expect(code.resources(query)).toHaveLength(1);
    expect(code.problems()).toMatchObject([{ place: { path: 'bad.tf', line: 1 } }]);
  });

  it('that cannot matter are not parsed', () => {
    const code = codeOf({ 'a/main.tf': 'resource "aws_sns_topic" {', 'b/main.tf': bucket });
    code.resources(query);
    expect(code.problems()).toEqual([]);
  });
});

describe('a view over a changed tree', () => {
  const files = {
    'a/main.tf': bucket,
    'b/main.tf': bucket,
    'b/terraform.tfvars': 'name = "old"\n',
  };

  it('shows the change, and keeps the rest as it is', () => {
    const before = codeOf(files);
    const [a, b] = before.resources(query);
    const changed = codeOf({ ...files, 'b/terraform.tfvars': 'name = "new"\n' }).tree;
    const [sameA, newB] = before.with(changed).resources(query);
    expect(sameA).toBe(a);
    expect(newB).not.toBe(b);
    expect(newB && shown(newB.properties)).toEqual({ bucket: 'new' });
    expect(before.resources(query)[1]).toBe(b);
  });

  it('knows which roots a file takes part in, and all that they make', () => {
    const code = codeOf({
      ...files,
      'b/topic.tf': 'resource "aws_sns_topic" "t" {\n  name = "t"\n}\n',
    });
    expect(code.rootsOf('b/main.tf')).toEqual(['b']);
    expect(code.rootsOf('b/terraform.tfvars')).toEqual(['b']);
    expect(
      code
        .rootResources('b', context)
        .map(({ address }) => address)
        .sort(),
    ).toEqual(['aws_s3_bucket.this', 'aws_sns_topic.t']);
  });

  it('evaluates anew for another account only where that matters', () => {
    const code = codeOf({
      'a/main.tf':
        'data "aws_caller_identity" "me" {}\nresource "aws_s3_bucket" "b" {\n  bucket = data.aws_caller_identity.me.account_id\n}\n',
      'b/main.tf': bucket,
    });
    const [a, b] = code.resources(query);
    const [otherA, otherB] = code.resources({
      ...query,
      context: { ...context, account: '210987654321' },
    });
    expect([a, otherA].map((instance) => instance && shown(instance.properties))).toEqual([
      { bucket: '123456789012' },
      { bucket: '210987654321' },
    ]);
    expect(otherB).toBe(b);
  });
});
