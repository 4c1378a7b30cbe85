import { describe, expect, it } from 'vitest';
import { terraform } from '../../../../src/languages/terraform/language.ts';
import type { ResourceInCode } from '../../../../src/model/resource.ts';
import { context, shown, treeOf } from '../code-of.ts';

const unit = 'live/prod/eu-west-1/site/terragrunt.hcl';
const include = 'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n';

/** A bucket in the module `modules/site`, applied by one unit. */
function bucketIn(files: Readonly<Record<string, string>>, own: string): ResourceInCode {
  const module =
    'variable "name" {\n  default = "the-default"\n}\nvariable "tags" {\n  type    = map(string)\n  default = {}\n}\nresource "aws_s3_bucket" "this" {\n  bucket = var.name\n  tags   = var.tags\n}\n';
  const source = 'terraform {\n  source = "${get_repo_root()}//modules/site"\n}\n';
  const tree = treeOf({ 'modules/site/main.tf': module, [unit]: `${source}${own}`, ...files });
  const [bucket] = terraform.open(tree).resources({ types: ['aws_s3_bucket'], context });
  if (bucket === undefined) throw new Error('there is no bucket');
  return bucket;
}

const nameOf = ({ properties }: ResourceInCode) => {
  const value = properties.entries.get('bucket');
  return value === undefined ? null : shown(value);
};
const tagsOf = ({ tags }: ResourceInCode) =>
  Object.fromEntries([...tags.entries].map(([key, value]) => [key, shown(value)]));

describe('a provider that Terragrunt generates', () => {
  const root = `locals {
  account = read_terragrunt_config(find_in_parent_folders("account.hcl"))
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals.region
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<EOF
provider "aws" {
  region              = "\${local.region}"
  allowed_account_ids = ["\${local.account.locals.id}"]

  default_tags {
    tags = {
      Team  = "web"
      Stamp = "\${timestamp()}"
    }
  }
}
EOF
}
`.replaceAll('\\${', '${');
  const files = {
    'live/root.hcl': root,
    'live/prod/account.hcl': 'locals {\n  id = "333333333333"\n}\n',
    'live/prod/eu-west-1/region.hcl': 'locals {\n  region = "eu-west-1"\n}\n',
  };

  it('says account, region and tags, with files that are read on the way', () => {
    const bucket = bucketIn(files, include);
    expect(shown(bucket.placement.region)).toBe('eu-west-1');
    expect(bucket.placement.accounts).toEqual(['333333333333']);
    expect(tagsOf(bucket)).toEqual({ Team: 'web', Stamp: expect.anything() });
    expect(bucket.tags.entries.get('Stamp')?.kind).toBe('unknown');
  });

  it('says nothing where it cannot be evaluated', () => {
    const bucket = bucketIn({ 'live/root.hcl': root }, include);
    expect(bucket.placement).toMatchObject({ region: { kind: 'unknown' }, accounts: null });
    const broken = 'generate "provider" {\n  contents = "provider aws {"\n}\n';
    expect(bucketIn({}, broken).placement.accounts).toBeNull();
  });

  it('is replaced by one of the same name of the unit', () => {
    const own =
      'generate "provider" {\n  contents = "provider \\"aws\\" {\\n  region = \\"us-east-1\\"\\n}\\n"\n}\n';
    expect(shown(bucketIn(files, `${include}${own}`).placement.region)).toBe('us-east-1');
  });
});

describe('inputs of Terragrunt', () => {
  it.each([
    ['of an exposed include', 'inputs = {\n  name = include.root.locals.name\n}\n', 'from-root'],
    ['that are computed as a whole', 'inputs = merge(local.all, { name = "merged" })\n', 'merged'],
    [
      'by the directory of the unit',
      'inputs = {\n  name = basename(get_terragrunt_dir())\n}\n',
      'site',
    ],
    [
      'by the way from the include',
      'inputs = {\n  name = split("/", path_relative_to_include())[0]\n}\n',
      'prod',
    ],
    [
      'of a file that may be absent',
      'inputs = {\n  name = read_terragrunt_config("none.hcl", { locals = { name = "absent" } }).locals.name\n}\n',
      'absent',
    ],
  ])('%s', (_, inputs, name) => {
    const files = { 'live/root.hcl': 'locals {\n  name = "from-root"\n}\n' };
    const own = `${include}locals {\n  all = { name = "all" }\n}\n${inputs}`;
    expect(nameOf(bucketIn(files, own))).toBe(name);
  });

  it('that come from the state of another unit are unknown, by name', () => {
    const own =
      'dependency "dns" {\n  config_path = "../dns"\n}\ninputs = {\n  name = dependency.dns.outputs.zone\n}\n';
    expect(bucketIn({}, own).properties.entries.get('bucket')).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('dependency.dns.outputs'),
    });
  });

  it('that are not known as a whole leave no variable to its default', () => {
    const own = 'inputs = jsondecode(run_cmd("./inputs.sh"))\n';
    expect(bucketIn({}, own).properties.entries.get('bucket')?.kind).toBe('unknown');
  });

  it('of files that read each other come to an end', () => {
    const files = {
      'live/env.hcl':
        'locals {\n  name = read_terragrunt_config("../../../env.hcl").locals.name\n}\n',
    };
    const own =
      'inputs = {\n  name = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals.name\n}\n';
    expect(bucketIn(files, own).properties.entries.get('bucket')?.kind).toBe('unknown');
  });

  const rootTags =
    'inputs = {\n  name = "root"\n  tags = {\n    Team  = "web"\n    Stage = "none"\n  }\n}\n';
  const ownTags = 'inputs = {\n  tags = {\n    Stage = "prod"\n  }\n}\n';
  it.each([
    ['', { Stage: 'prod' }, 'root'],
    ['shallow', { Stage: 'prod' }, 'root'],
    ['deep', { Team: 'web', Stage: 'prod' }, 'root'],
    ['no_merge', { Stage: 'prod' }, 'the-default'],
  ])('are merged as merge_strategy %s says', (strategy, tags, name) => {
    const line = strategy === '' ? '' : `  merge_strategy = "${strategy}"\n`;
    const own = `include "root" {\n  path = find_in_parent_folders("root.hcl")\n${line}}\n${ownTags}`;
    const bucket = bucketIn({ 'live/root.hcl': rootTags }, own);
    expect(tagsOf(bucket)).toEqual(tags);
    expect(nameOf(bucket)).toBe(name);
  });
});

describe('a file above a unit', () => {
  const files = {
    'modules/site/main.tf':
      'variable "name" {}\nresource "aws_s3_bucket" "this" {\n  bucket = var.name\n}\n',
    'live/env.hcl': 'locals {\n  name = "x"\n}\n',
    'live/prod/terragrunt.hcl':
      'terraform {\n  source = "../..//modules/site"\n}\ninputs = {\n  name = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals.name\n}\n',
  };

  it('takes part in its evaluation, and a change of it is seen', () => {
    const code = terraform.open(treeOf(files));
    const names = (now: typeof code) =>
      now.resources({ types: ['aws_s3_bucket'], context }).map(nameOf);
    expect(code.rootsOf('live/env.hcl')).toEqual(['modules/site (live/prod/terragrunt.hcl)']);
    expect(names(code)).toEqual(['x']);
    const changed = { ...files, 'live/env.hcl': 'locals {\n  name = "y"\n}\n' };
    expect(names(code.with(treeOf(changed)))).toEqual(['y']);
  });
});
