import { describe, expect, it } from 'vitest';
import type { Value } from '../../../../src/model/value.ts';
import { instancesOf } from '../code-of.ts';

type Files = Readonly<Record<string, string>>;

const bucket = (body: string) => `resource "aws_s3_bucket" "b" {\n${body}\n}\n`;

/** What stands at a value's origin, in which file and layer. */
function origins(files: Files, read: (entries: ReadonlyMap<string, Value>) => Value | undefined) {
  return instancesOf(files).map(({ properties }) => {
    const origin = read(properties.entries)?.origin;
    if (origin === undefined || origin === null) return null;
    const { path, range, layer } = origin;
    return `${layer} ${path}: ${files[path]?.slice(range.start, range.end)}`;
  });
}

const acl = (entries: ReadonlyMap<string, Value>) => entries.get('acl');
const inModule = (argument: string) => `module "m" {\n  source = "./m"\n  ${argument}\n}\n`;
const variable = 'variable "acl" { default = "private" }\n';

describe('every value knows the place that decides it', () => {
  const table: readonly (readonly [string, Files, string])[] = [
    ['a literal', { 'main.tf': bucket('acl = "x"') }, 'resource main.tf: "x"'],
    ['a computed value', { 'main.tf': bucket('acl = lower("X")') }, 'resource main.tf: lower("X")'],
    [
      'the branch that is taken',
      { 'main.tf': bucket('acl = true ? "x" : "y"') },
      'resource main.tf: "x"',
    ],
    [
      'a local',
      { 'main.tf': `locals { acl = "x" }\n${bucket('acl = local.acl')}` },
      'local main.tf: "x"',
    ],
    [
      'an attribute of a local',
      { 'main.tf': `locals { all = { acl = "x" } }\n${bucket('acl = local.all["acl"]')}` },
      'local main.tf: "x"',
    ],
    [
      'the default of a variable',
      { 'main.tf': `${variable}${bucket('acl = "${var.acl}"')}` },
      'variable-default main.tf: "private"',
    ],
    [
      'a variable file',
      { 'main.tf': `${variable}${bucket('acl = var.acl')}`, 'terraform.tfvars': 'acl = "x"\n' },
      'variable-file terraform.tfvars: "x"',
    ],
    [
      'the default of an optional attribute',
      {
        'main.tf': `variable "o" {\n  type = object({ acl = optional(string, "x") })\n  default = {}\n}\n${bucket('acl = var.o.acl')}`,
      },
      'variable-default main.tf: "x"',
    ],
    [
      'the argument of a module call',
      { 'main.tf': inModule('acl = "x"'), 'm/main.tf': `${variable}${bucket('acl = var.acl')}` },
      'module-argument main.tf: "x"',
    ],
    [
      'a literal two calls up',
      {
        'main.tf': inModule('acl = "x"'),
        'm/main.tf': `${variable}module "n" {\n  source = "../n"\n  acl = var.acl\n}\n`,
        'n/main.tf': `${variable}${bucket('acl = var.acl')}`,
      },
      'module-argument main.tf: "x"',
    ],
    [
      'a default in the called module',
      { 'main.tf': inModule(''), 'm/main.tf': `${variable}${bucket('acl = var.acl')}` },
      'variable-default m/main.tf: "private"',
    ],
    [
      'the source of the called module',
      { 'main.tf': inModule(''), 'm/main.tf': bucket('acl = "x"') },
      'module-source m/main.tf: "x"',
    ],
    [
      'an entry of the map behind for_each',
      {
        'main.tf': `locals { all = { eu = { acl = "x" } } }\n${bucket('for_each = local.all\nacl = each.value.acl')}`,
      },
      'map-entry main.tf: "x"',
    ],
    [
      'an entry with a fallback',
      { 'main.tf': bucket('for_each = { eu = {} }\nacl = try(each.value.acl, "x")') },
      'resource main.tf: "x"',
    ],
    [
      'a reference to another resource',
      {
        'main.tf': `${bucket('acl = aws_sns_topic.t.name')}resource "aws_sns_topic" "t" { name = "x" }\n`,
      },
      'resource main.tf: aws_sns_topic.t.name',
    ],
    [
      'a variable without a value',
      { 'main.tf': `variable "v" {}\n${bucket('acl = var.v')}` },
      'resource main.tf: var.v',
    ],
  ];

  it.each(table)('%s', (_, files, expected) => {
    expect(origins(files, acl)).toEqual([expected]);
  });

  it('an element of the list behind a dynamic block', () => {
    const files = {
      'main.tf': `locals { cidrs = ["10.0.0.0/8", "0.0.0.0/0"] }
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = local.cidrs
    content {
      from_port   = 22
      cidr_blocks = [ingress.value]
    }
  }
}
`,
    };
    const [group] = instancesOf(files, 'aws_security_group');
    const ingress = group?.properties.entries.get('ingress');
    const found = ingress?.kind === 'list' ? ingress.items : [];
    const places = found.flatMap((item) => {
      const cidrs = item.kind === 'map' ? item.entries.get('cidr_blocks') : undefined;
      return cidrs?.kind === 'list' ? cidrs.items.map(({ origin }) => origin) : [];
    });
    expect(
      places.map(
        (origin) =>
          origin &&
          `${origin.layer} ${files['main.tf'].slice(origin.range.start, origin.range.end)}`,
      ),
    ).toEqual(['list-element "10.0.0.0/8"', 'list-element "0.0.0.0/0"']);
  });

  it('names the places that a value passes through', () => {
    const files = {
      'main.tf': inModule('acl = local.acl\n}\nlocals {\n  acl = "x"'),
      'm/main.tf': `${variable}locals { mine = var.acl }\n${bucket('acl = local.mine')}`,
    };
    const [instance] = instancesOf(files);
    expect(instance?.properties.entries.get('acl')?.origin).toMatchObject({
      layer: 'local',
      label: 'local.acl',
      via: ['module.m argument acl', 'local.mine'],
    });
  });
});
