import { describe, expect, it } from 'vitest';
import { instancesOf, shown } from '../code-of.ts';

/** What is known of the only resource of the type. */
function content(type: string, body: string, around = ''): unknown {
  const files = { 'main.tf': `${around}\nresource "${type}" "x" {\n${body}\n}\n` };
  const [instance] = instancesOf(files, type);
  return instance && shown(instance.properties);
}

const rule = (port: number) => ({ from_port: port });

describe('blocks are data', () => {
  it.each([
    [
      'a block that may stand once is a map',
      'aws_instance',
      'root_block_device {\n encrypted = true\n}',
      { root_block_device: { encrypted: true } },
    ],
    [
      'a repeated block is a list',
      'aws_security_group',
      'ingress {\n from_port = 1\n}\ningress {\n from_port = 2\n}',
      { ingress: [rule(1), rule(2)] },
    ],
    [
      'also when it stands once',
      'aws_instance',
      'ebs_block_device {\n encrypted = true\n}',
      { ebs_block_device: [{ encrypted: true }] },
    ],
    [
      'an attribute that is a list of objects is the same',
      'aws_security_group',
      'ingress = [{ from_port = 1 }]',
      { ingress: [rule(1)] },
    ],
    [
      'an empty one says that there are none',
      'aws_security_group',
      'ingress = []',
      { ingress: [] },
    ],
    ['one that is not written is absent', 'aws_security_group', 'name = "g"', { name: 'g' }],
    [
      'a dynamic block is expanded',
      'aws_security_group',
      'dynamic "ingress" {\n for_each = [1, 2]\n content {\n from_port = ingress.value\n }\n}',
      { ingress: [rule(1), rule(2)] },
    ],
    [
      'with a name of its own',
      'aws_security_group',
      'dynamic "ingress" {\n for_each = { a = 1 }\n iterator = each_rule\n content {\n from_port = each_rule.value\n description = each_rule.key\n }\n}',
      { ingress: [{ from_port: 1, description: 'a' }] },
    ],
    [
      'beside written ones',
      'aws_security_group',
      'ingress {\n from_port = 3\n}\ndynamic "ingress" {\n for_each = [1]\n content {\n from_port = ingress.value\n }\n}',
      { ingress: [rule(3), rule(1)] },
    ],
    [
      'one over nothing is absent',
      'aws_security_group',
      'dynamic "ingress" {\n for_each = []\n content {\n }\n}',
      {},
    ],
    [
      'one over something unknown makes an incomplete list',
      'aws_security_group',
      'dynamic "ingress" {\n for_each = var.given\n content {\n }\n}',
      { ingress: ['…'] },
    ],
    [
      'one over something unknown of a single block is unknown',
      'aws_instance',
      'dynamic "root_block_device" {\n for_each = var.given\n content {\n }\n}',
      { root_block_device: { unknown: null } },
    ],
    [
      'a dynamic block in a dynamic block',
      'aws_s3_bucket_lifecycle_configuration',
      'dynamic "rule" {\n for_each = [["a", "b"]]\n content {\n dynamic "transition" {\n for_each = rule.value\n content {\n storage_class = transition.value\n }\n }\n }\n}',
      { rule: [{ transition: [{ storage_class: 'a' }, { storage_class: 'b' }] }] },
    ],
    [
      "Terraform's own arguments are left out",
      'aws_instance',
      'count = 1\nprovider = aws\ndepends_on = []\nlifecycle {\n prevent_destroy = true\n}\nami = "a"',
      { ami: 'a' },
    ],
    [
      'blocks of a type that is not known are lists',
      'google_storage_bucket',
      'versioning {\n enabled = true\n}',
      { versioning: [{ enabled: true }] },
    ],
  ])('%s', (_, type, body, expected) => {
    expect(content(type, body, 'variable "given" {}')).toEqual(expected);
  });
});

describe('count and for_each make instances', () => {
  const addresses = (meta: string, around = '') =>
    instancesOf({ 'main.tf': `${around}\nresource "aws_s3_bucket" "b" {\n  ${meta}\n}\n` }).map(
      ({ address, counted }) => (counted ? address : `${address}?`),
    );

  it.each([
    ['count = 2', ['aws_s3_bucket.b[0]', 'aws_s3_bucket.b[1]']],
    ['count = 0', []],
    ['count = var.off ? 1 : 0', []],
    ['for_each = {}', []],
    ['for_each = toset(["b", "a"])', ['aws_s3_bucket.b["a"]', 'aws_s3_bucket.b["b"]']],
    ['for_each = { "x y" = 1 }', ['aws_s3_bucket.b["x y"]']],
    ['for_each = { "$${x}" = 1 }', ['aws_s3_bucket.b["$${x}"]']],
    ['count = var.given', ['aws_s3_bucket.b?']],
    ['for_each = var.given', ['aws_s3_bucket.b?']],
    ['for_each = merge({ a = 1 }, var.given)', ['aws_s3_bucket.b["a"]', 'aws_s3_bucket.b?']],
    ['for_each = { for k in ["a"] : k => k if var.given }', ['aws_s3_bucket.b?']],
    ['count = 100000000', ['aws_s3_bucket.b?']],
  ])('%s', (meta, expected) => {
    expect(addresses(meta, 'variable "given" {}\nvariable "off" { default = false }')).toEqual(
      expected,
    );
  });

  it('know each other', () => {
    const [first] = instancesOf({ 'main.tf': 'resource "aws_s3_bucket" "b" {\n  count = 2\n}\n' });
    expect(first?.siblings).toEqual(['aws_s3_bucket.b[1]']);
  });

  it('are referred to by key, whether it is known or not', () => {
    const around =
      'resource "aws_s3_bucket" "b" {\n  for_each = { eu = "e", us = "u" }\n  bucket = each.value\n}\nvariable "given" {}\n';
    const read = (expression: string) => {
      const files = {
        'main.tf': `${around}resource "aws_s3_bucket_acl" "a" {\n  bucket = ${expression}\n}\n`,
      };
      const value = instancesOf(files, 'aws_s3_bucket_acl')[0]?.properties.entries.get('bucket');
      return value && [shown(value), value.reference?.address];
    };
    expect(read('aws_s3_bucket.b["us"].id')).toEqual(['u', 'aws_s3_bucket.b["us"]']);
    expect(read('aws_s3_bucket.b[var.given].id')).toEqual([{ unknown: null }, 'aws_s3_bucket.b']);
    expect(read('values(aws_s3_bucket.b)[0].bucket')).toEqual(['e', 'aws_s3_bucket.b["eu"]']);
    expect(read('try(aws_s3_bucket.b["no"].id, "none")')).toEqual(['none', undefined]);
    expect(read('[for b in aws_s3_bucket.b : b.arn][0]')).toEqual([
      { unknown: null },
      'aws_s3_bucket.b["eu"]',
    ]);
  });
});
