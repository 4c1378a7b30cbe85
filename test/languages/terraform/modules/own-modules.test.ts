import { describe, expect, it } from 'vitest';
import { terraform } from '../../../../src/languages/terraform/language.ts';
import {
  githubModule,
  placeOfModule,
} from '../../../../src/languages/terraform/modules/own-modules.ts';
import type { EditIntent } from '../../../../src/model/language.ts';
import type { SourceTree } from '../../../../src/model/source.ts';

const context = { account: null, region: null, partition: null };

function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  return {
    paths: () => Object.keys(files).sort(),
    read: (path) => {
      const text = files[path];
      return text === undefined ? { ok: false, reason: 'is not there' } : { ok: true, text };
    },
  };
}

describe('a source that is a GitHub repository', () => {
  it.each([
    ['github.com/Acme/modules', '.sprinkler-modules/acme/modules/~'],
    ['github.com/acme/modules//site', '.sprinkler-modules/acme/modules/~/site'],
    [
      'git::https://github.com/acme/modules.git//a/b?ref=v1.2',
      '.sprinkler-modules/acme/modules/v1.2/a/b',
    ],
    ['git@github.com:acme/modules.git', '.sprinkler-modules/acme/modules/~'],
    [
      'git::ssh://git@github.com/acme/my.modules.git?ref=release/1',
      '.sprinkler-modules/acme/my.modules/release~1',
    ],
    ['git::https://github.com/acme/modules?depth=1&ref=v1', '.sprinkler-modules/acme/modules/v1'],
    ['https://github.com/acme/modules//../../other', null],
    ['github.com/acme/modules?ref=../../etc', null],
    ['github.com/acme/modules?ref=~', null],
    ['gitlab.com/acme/modules', null],
    ['git::https://user:token@github.com/acme/modules', null],
    ['terraform-aws-modules/vpc/aws', null],
  ])('%s is at %s', (source, place) => {
    const found = githubModule(source);
    expect(found === null ? null : placeOfModule(found)).toBe(place);
  });
});

describe('a module of another repository of the owner, whose code is at hand', () => {
  const place = '.sprinkler-modules/acme/modules/v1';
  const files = {
    'live/main.tf': `module "site" {
  source = "git::https://github.com/acme/modules.git//site?ref=v1"
  name   = "acme-site"
}
`,
    [`${place}/site/main.tf`]: `variable "name" {}
variable "public" { default = true }
module "bucket" {
  source = "../bucket"
  name   = var.name
  public = var.public
}
`,
    [`${place}/bucket/main.tf`]: `variable "name" {}
variable "public" {}
resource "aws_s3_bucket" "this" {
  bucket        = var.name
  force_destroy = true
}
resource "aws_s3_bucket_public_access_block" "this" {
  bucket            = aws_s3_bucket.this.id
  block_public_acls = var.public
}
`,
    [`${place}/examples/main.tf`]:
      'resource "aws_s3_bucket" "example" {\n  bucket = "example"\n}\n',
    [`${place}/stray/main.tf`]: 'module "x" {\n  source = "../../../../../live"\n}\n',
  };
  const code = terraform.open(treeOf(files));
  const types = ['aws_s3_bucket', 'aws_s3_bucket_public_access_block'];
  const resources = code.resources({ types, context });
  const named = (type: string) => {
    const found = resources.find((resource) => resource.type === type);
    if (found === undefined) throw new Error(`There is no ${type}.`);
    return found;
  };
  const edit = (intent: EditIntent) => code.edit([intent], context);
  const set = (type: string, path: string[], value: boolean): EditIntent => ({
    kind: 'set',
    resource: named(type),
    path,
    value: { kind: 'literal', value },
  });

  it('makes resources that are found at the call, and nothing of its examples is applied', () => {
    expect(resources.map(({ address, path, line }) => [address, path, line])).toEqual([
      ['module.site.module.bucket.aws_s3_bucket.this', 'live/main.tf', 1],
      ['module.site.module.bucket.aws_s3_bucket_public_access_block.this', 'live/main.tf', 1],
    ]);
    expect(named('aws_s3_bucket').identities[0]?.value).toMatchObject({ value: 'acme-site' });
    expect(code.problems()).toEqual([]);
  });

  it('is edited at the call where an input decides, though only its default does so far', () => {
    const edited = edit(set('aws_s3_bucket_public_access_block', ['block_public_acls'], false));
    expect(edited).toMatchObject({
      ok: true,
      value: { edits: [{ path: 'live/main.tf', layer: 'module-argument' }] },
    });
  });

  it.each([
    ['hard-codes a value', set('aws_s3_bucket', ['force_destroy'], false)],
    ['does not set an argument', set('aws_s3_bucket', ['object_lock_enabled'], true)],
    [
      'lacks a companion',
      {
        kind: 'add-resource',
        type: 'aws_s3_bucket_versioning',
        beside: named('aws_s3_bucket'),
        properties: [],
      } satisfies EditIntent,
    ],
    [
      'makes the whole resource',
      { kind: 'remove-resource', resource: named('aws_s3_bucket') } as const,
    ],
  ])('is never edited itself: where it %s, its repository and file are named', (_, intent) => {
    const edited = edit(intent);
    expect(edited.ok).toBe(false);
    expect(edited.ok ? '' : edited.error.reason).toMatch(/acme\/modules|still refer/);
  });

  it('is closed as before where its code is not at hand', () => {
    const alone = terraform.open(treeOf({ 'live/main.tf': files['live/main.tf'] }));
    expect(alone.resources({ types, context })).toEqual([]);
    const [found] =
      alone.elsewhere?.(['module.site.module.bucket.aws_s3_bucket.this'], context) ?? [];
    expect(found?.locked).toMatch(/whose inputs are not known/);
  });

  it('cannot be reached, or reach out, by a relative path', () => {
    const climbing = terraform.open(
      treeOf({
        ...files,
        'live/main.tf': `module "stray" {
  source = "github.com/acme/modules//stray?ref=v1"
}
module "near" {
  source = "../${place}/bucket"
}
`,
      }),
    );
    expect(climbing.resources({ types, context })).toEqual([]);
    expect(climbing.rootResources('live', context)).toEqual([]);
    expect(climbing.problems().map(({ message }) => message)).toEqual([
      expect.stringContaining('leaves the checkout'),
      expect.stringContaining('leaves the checkout'),
    ]);
  });
});
