import { describe, expect, it } from 'vitest';
import { terraform } from '../../../../src/languages/terraform/language.ts';
import { editedTree } from '../../../../src/model/edited-tree.ts';
import { context, shown, treeOf } from '../code-of.ts';

const site = `variable "name" {}
variable "protected" {
  type    = bool
  default = false
}
resource "aws_s3_bucket" "this" {
  bucket        = "acme-\${var.name}"
  force_destroy = var.protected
}
`;

const rootFile = `inputs = {
  name = "from-the-root"
}
`;

function unit(inputs: string, source = '../../..//modules/site') {
  return `include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${source}"
}

locals {
  environment = "prod"
}

inputs = {
${inputs}}
`;
}

function buckets(files: Readonly<Record<string, string>>) {
  return terraform.open(treeOf(files)).resources({ types: ['aws_s3_bucket'], context });
}

describe('Terragrunt', () => {
  const files = {
    'modules/site/main.tf': site,
    'live/root.hcl': rootFile,
    'live/prod/site/terragrunt.hcl': unit('  name = "${local.environment}-site"\n'),
    'live/dev/site/terragrunt.hcl': unit(''),
  };

  it('applies a local module once for each unit, with its inputs over those it includes', () => {
    const found = buckets(files).map(({ root, properties }) => [
      root,
      shown(properties.entries.get('bucket') ?? { kind: 'null', origin: null }),
    ]);
    expect(found).toEqual([
      ['modules/site (live/dev/site/terragrunt.hcl)', 'acme-from-the-root'],
      ['modules/site (live/prod/site/terragrunt.hcl)', 'acme-prod-site'],
    ]);
  });

  it.each([
    ['get_repo_root()', '${get_repo_root()}/modules/site'],
    ['get_terragrunt_dir()', '${get_terragrunt_dir()}/../../../modules/site'],
  ])('follows a source by %s', (_, source) => {
    const text = unit('', source);
    expect(buckets({ ...files, 'live/dev/site/terragrunt.hcl': text })).toHaveLength(2);
  });

  it.each([
    ['git::https://example.com/site.git', 'another repository'],
    ['../../../../outside', 'outside the checkout'],
    ['../../../modules/none', 'no module'],
    ['${dependency.x.outputs.y}', 'not known'],
  ])('leaves out a unit whose source %s is %s', (source) => {
    const text = unit('', source);
    expect(buckets({ ...files, 'live/dev/site/terragrunt.hcl': text })).toHaveLength(1);
  });

  it('edits an input where it is, and adds one where the module has only a default', () => {
    const prod = 'live/prod/site/terragrunt.hcl';
    const given = { ...files, [prod]: unit('  name      = "x"\n  protected = false\n') };
    for (const [tree, expected] of [
      [given, unit('  name      = "x"\n  protected = true\n')],
      [
        { ...files, [prod]: unit('  name = "x"\n') },
        unit('  name      = "x"\n  protected = true\n'),
      ],
    ] as const) {
      const code = terraform.open(treeOf(tree));
      const resource = code
        .resources({ types: ['aws_s3_bucket'], context })
        .find(({ root }) => root.includes('prod'));
      if (resource === undefined) throw new Error('there is no such bucket');
      const value = { kind: 'literal', value: true } as const;
      const edited = code.edit(
        [{ kind: 'set', resource, path: ['force_destroy'], value }],
        context,
      );
      if (!edited.ok) throw new Error(edited.error.reason);
      expect(editedTree(code.tree, edited.value.edits).read(prod)).toEqual({
        ok: true,
        text: expected,
      });
      expect(new Set(edited.value.edits.map(({ layer }) => layer))).toEqual(
        new Set(['variable-file']),
      );
      expect(code.rootsOf(prod)).toEqual([`modules/site (${prod})`]);
    }
  });
});
