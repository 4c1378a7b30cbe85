import { describe, expect, it } from 'vitest';
import { instancesOf, shown } from '../code-of.ts';

const main =
  'variable "name" { default = "d" }\nresource "aws_s3_bucket" "b" {\n  bucket = var.name\n}\n';
const set = (name: string) => `name = "${name}"\n`;

const found = (files: Readonly<Record<string, string>>) =>
  instancesOf(files).map(({ root, properties }) => {
    const name = properties.entries.get('bucket');
    return [root, name && shown(name)];
  });

describe('variable files', () => {
  it('are applied in the order in which Terraform does', () => {
    const files: Record<string, string> = { 'r/main.tf': main };
    const order: [string, string][] = [
      ['r/terraform.tfvars', set('1')],
      ['r/terraform.tfvars.json', '{"name": "2"}'],
      ['r/a.auto.tfvars', set('3')],
      ['r/b.auto.tfvars.json', '{"name": "4"}'],
    ];
    const names = order.map(([path, text]) => {
      files[path] = text;
      return found(files)[0]?.[1];
    });
    expect(found({ 'r/main.tf': main })).toEqual([['r', 'd']]);
    expect(names).toEqual(['1', '2', '3', '4']);
  });

  it.each([
    ['in an environments directory', 'r/envs/dev.tfvars', 'r/envs/prod.tfvars'],
    [
      'in a directory for each environment',
      'r/environments/dev/x.tfvars',
      'r/environments/prod/x.tfvars',
    ],
    ['beside the module', 'r/dev.tfvars', 'r/prod.tfvars'],
    ['in a directory beside it', 'config/dev.tfvars', 'config/prod.tfvars'],
  ])('that are chosen by hand make one root each: %s', (_, dev, prod) => {
    expect(found({ 'r/main.tf': main, [dev]: set('dev'), [prod]: set('prod') })).toEqual([
      [`r (${dev})`, 'dev'],
      [`r (${prod})`, 'prod'],
    ]);
  });

  it('of one environment go together, after the shared ones', () => {
    const files = {
      'r/main.tf': `${main}variable "other" {}\n`,
      'r/envs/common.tfvars': set('common'),
      'r/envs/prod/a.tfvars': 'name = "prod"\n',
      'r/envs/prod/b.tfvars': 'other = 1\n',
    };
    expect(found(files)).toEqual([['r (r/envs/prod/a.tfvars, r/envs/prod/b.tfvars)', 'prod']]);
  });

  it.each([
    ['examples', 'r/prod.tfvars.example', set('x')],
    ['files named example', 'r/example.tfvars', set('x')],
    ['files for other variables', 'r/other.tfvars', 'else = 1\n'],
    ['files of unrelated directories', 'x/y/prod.tfvars', set('x')],
  ])('are no environment: %s', (_, path, text) => {
    expect(found({ 'r/main.tf': main, [path]: text })).toEqual([['r', 'd']]);
  });

  it('are converted to the type of the variable, defaults of attributes filled in', () => {
    const files = {
      'main.tf': `
variable "buckets" {
  type = map(object({
    name = string
    acl  = optional(string, "private")
    tags = optional(map(string))
  }))
}
resource "aws_s3_bucket" "b" {
  for_each = var.buckets
  bucket   = each.value.name
  acl      = each.value.acl
  tags     = each.value.tags
}
`,
      'terraform.tfvars':
        'buckets = { a = { name = 1, more = 2 }, b = { name = "b", acl = "public-read" } }\n',
    };
    expect(instancesOf(files).map(({ properties }) => shown(properties))).toEqual([
      { bucket: '1', acl: 'private', tags: null },
      { bucket: 'b', acl: 'public-read', tags: null },
    ]);
  });

  it('do not reach the variables of a called module', () => {
    const files = {
      'main.tf': 'module "m" {\n  source = "./m"\n}\nvariable "name" {}\n',
      'terraform.tfvars': set('root'),
      'm/main.tf': main,
    };
    expect(found(files)).toEqual([['', 'd']]);
  });
});
