import { describe, expect, it } from 'vitest';
import { edited, type Files, literal, type Outcome } from './editing.ts';

const bucket = 'resource "aws_s3_bucket" "this" {\n  bucket = "b"\n  acl    = var.acl\n}\n';
const variable = 'variable "acl" {\n  default = "public-read"\n}\n';

function makePrivate(files: Files, address: string): Outcome {
  return edited(files, address, (resource) => [
    { kind: 'set', resource, path: ['acl'], value: literal('private') },
  ]);
}

describe('the layer in which a value is changed', () => {
  it('is the default where nothing else sets the variable, and the note says what may', () => {
    const outcome = makePrivate({ 'main.tf': bucket + variable }, 'aws_s3_bucket.this');
    expect(outcome).toMatchObject({
      files: { 'main.tf': bucket + variable.replace('public-read', 'private') },
      layers: ['variable-default'],
      notes: [expect.any(String), expect.stringContaining('TF_VAR_')],
    });
  });

  it('is the variable file that sets the variable', () => {
    const files = { 'main.tf': bucket + variable, 'terraform.tfvars': 'acl = "public-read"\n' };
    expect(makePrivate(files, 'aws_s3_bucket.this')).toMatchObject({
      files: { 'main.tf': files['main.tf'], 'terraform.tfvars': 'acl = "private"\n' },
      layers: ['variable-file'],
    });
  });

  it('is the local', () => {
    const text =
      'locals {\n  acl = "public-read"\n}\nresource "aws_s3_bucket" "this" {\n  acl = local.acl\n}\n';
    expect(makePrivate({ 'main.tf': text }, 'aws_s3_bucket.this')).toMatchObject({
      files: { 'main.tf': text.replace('public-read', 'private') },
      layers: ['local'],
    });
  });

  const call = (name: string, argument = '') =>
    `module "${name}" {\n  source = "./bucket"\n${argument}}\n`;

  it('is the argument at the right call', () => {
    const root = call('a', '  acl    = "public-read"\n') + call('b', '  acl    = "public-read"\n');
    const files = { 'main.tf': root, 'bucket/main.tf': bucket + variable };
    expect(makePrivate(files, 'module.b.aws_s3_bucket.this')).toMatchObject({
      files: {
        'main.tf': call('a', '  acl    = "public-read"\n') + call('b', '  acl    = "private"\n'),
        'bucket/main.tf': files['bucket/main.tf'],
      },
      layers: ['module-argument'],
    });
  });

  it('is the call of the module rather than the default that other calls share', () => {
    const files = { 'main.tf': call('a') + call('b'), 'bucket/main.tf': bucket + variable };
    expect(makePrivate(files, 'module.b.aws_s3_bucket.this')).toMatchObject({
      files: {
        'main.tf': `${call('a')}module "b" {\n  source = "./bucket"\n\n  acl = "private"\n}\n`,
        'bucket/main.tf': files['bucket/main.tf'],
      },
      layers: ['module-argument'],
    });
  });

  it('is the source of a module that sets the value itself, and the note says so', () => {
    const source = 'resource "aws_s3_bucket" "this" {\n  acl = "public-read"\n}\n';
    const files = { 'main.tf': call('a'), 'bucket/main.tf': source };
    expect(makePrivate(files, 'module.a.aws_s3_bucket.this')).toMatchObject({
      files: { 'bucket/main.tf': source.replace('public-read', 'private') },
      layers: ['module-source'],
      notes: [expect.stringContaining('every call of the module')],
    });
  });

  it('is the entry of the map behind for_each', () => {
    const text =
      'resource "aws_s3_bucket" "this" {\n  for_each = {\n    eu = "private"\n    us = "public-read"\n  }\n  acl = each.value\n}\n';
    expect(makePrivate({ 'main.tf': text }, 'aws_s3_bucket.this["us"]')).toMatchObject({
      files: { 'main.tf': text.replace('public-read', 'private') },
      layers: ['map-entry'],
    });
  });

  const rules =
    'resource "aws_security_group_rule" "r" {\n  for_each    = { a = "10.0.0.0/8", b = "0.0.0.0/0" }\n  type        = "ingress"\n  cidr_blocks = [each.value]\n}\n';

  it('is the entry behind the only element of a list', () => {
    const outcome = edited({ 'main.tf': rules }, 'aws_security_group_rule.r["b"]', (resource) => [
      { kind: 'set', resource, path: ['cidr_blocks'], value: literal(['10.1.0.0/16']) },
    ]);
    expect(outcome).toMatchObject({
      files: { 'main.tf': rules.replace('0.0.0.0/0', '10.1.0.0/16') },
      layers: ['map-entry'],
    });
  });

  it('is never an expression that other instances share', () => {
    const change = (value: readonly string[]) =>
      edited({ 'main.tf': rules }, 'aws_security_group_rule.r["b"]', (resource) => [
        { kind: 'set', resource, path: ['cidr_blocks'], value: literal(value) },
      ]);
    expect(change(['a', 'b'])).toEqual({ refused: expect.stringContaining('1 other instances') });
    const removal = edited({ 'main.tf': rules }, 'aws_security_group_rule.r["b"]', (resource) => [
      { kind: 'remove', resource, path: ['cidr_blocks', 0] },
    ]);
    expect(removal).toEqual({ refused: expect.stringContaining('1 other instances') });
  });
});
