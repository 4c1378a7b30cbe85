import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/foundation/json.ts';
import { terraform } from '../../../src/languages/terraform/language.ts';
import type { CloudResource } from '../../../src/model/finding.ts';
import type { ResourceInCode } from '../../../src/model/resource.ts';
import { createLocator, type Located } from '../../../src/pipeline/locate/locate.ts';
import { treeOf } from '../../languages/terraform/code-of.ts';
import { finding } from '../../support/finding.ts';

/** What must hold of any repository: written as Terraform, in many forms, and read from that text. */

const account = '111122223333';
const region = 'eu-west-1';

/** A kind of resource: how code writes it, and what a finding says of one. */
interface Kind {
  readonly type: string;
  readonly cloud: (name: string) => Partial<CloudResource>;
  /** The arguments of the block; `name` is an expression, or null where the code does not tell it. */
  readonly body: (name: string | null) => string;
  /** Blocks that it refers to. */
  readonly beside?: string;
}

const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
const kinds: readonly Kind[] = [
  {
    type: 'aws_s3_bucket',
    cloud: (name) => ({ type: 'AWS::S3::Bucket', id: `arn:aws:s3:::${name}`, names: [name] }),
    body: (name) => `bucket = ${name ?? '"x-${random_id.x.hex}"'}`,
  },
  {
    type: 'aws_dynamodb_table',
    cloud: (name) => ({
      type: 'AWS::DynamoDB::Table',
      id: arn('dynamodb', `table/${name}`),
      names: [name],
    }),
    body: (name) => `name = ${name ?? 'random_id.x.hex'}`,
  },
  {
    type: 'aws_kms_key',
    cloud: (name) => ({
      type: 'AWS::KMS::Key',
      id: arn('kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab'),
      names: ['1234abcd-12ab-34cd-56ef-1234567890ab'],
      details: { Description: `key of ${name}` } satisfies JsonObject,
    }),
    body: (name) => (name === null ? '' : `description = "key of \${${name}}"`),
  },
  {
    type: 'aws_lb_listener',
    cloud: (name) => ({
      type: 'AWS::ElasticLoadBalancingV2::Listener',
      id: arn('elasticloadbalancing', `listener/app/${name}/50dc6c495c0c9188/f2f7dc8efc522ab2`),
      names: [],
      details: { Port: 80 } satisfies JsonObject,
    }),
    body: (name) =>
      name === null ? 'port = 80' : 'load_balancer_arn = aws_lb.it.arn\n  port = 80',
    beside: 'NAME',
  },
];

/** Everything about a repository that its text is made of. */
interface Shape {
  readonly kind: number;
  /** How the name gets to the block; `unknown`: not at all. */
  readonly form:
    | 'literal'
    | 'variable'
    | 'local'
    | 'module'
    | 'variable-file'
    | 'for_each'
    | 'unknown';
  readonly tags: readonly string[];
  /** Which of the tags come from the provider. */
  readonly inherited: boolean;
  readonly region: boolean;
  readonly account: boolean;
  readonly backend: boolean;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  kind: fc.nat(kinds.length - 1),
  form: fc.constantFrom<Shape['form'][]>(
    'literal',
    'variable',
    'local',
    'module',
    'variable-file',
    'for_each',
    'unknown',
  ),
  tags: fc.subarray(['Name', 'Team', 'Stage', 'yor_trace']),
  inherited: fc.boolean(),
  region: fc.boolean(),
  account: fc.boolean(),
  backend: fc.boolean(),
});

const NAME = 'acme-assets';
const kindOf = (shape: Shape): Kind => {
  const kind = kinds[shape.kind];
  if (kind === undefined) throw new Error('there is no such kind');
  return kind;
};

/** Where a root module is applied, as its text says. */
const here = { account, region, name: NAME };

/** The files of one root module. */
function rootIn(
  directory: string,
  shape: Shape,
  where: typeof here = here,
): Readonly<Record<string, string>> {
  const { type, body, beside } = kindOf(shape);
  const tags = shape.tags.map((key) => `    ${key} = "${key}-value"\n`).join('');
  const own = shape.inherited || tags === '' ? '' : `  tags = {\n${tags}  }\n`;
  const inherited =
    shape.inherited && tags !== '' ? `  default_tags {\n  tags = {\n${tags}  }\n  }\n` : '';
  const provider = `provider "aws" {\n${shape.region ? `  region = "${where.region}"\n` : ''}${
    shape.account ? `  allowed_account_ids = ["${where.account}"]\n` : ''
  }${inherited}}\n`;
  const backend = shape.backend
    ? `terraform {\n  backend "s3" {\n    bucket = "tfstate-${where.account}"\n  }\n}\n`
    : '';
  const text = `"${where.name}"`;
  const block = (name: string | null, more = '') =>
    `${beside === undefined || name === null ? '' : `resource "aws_lb" "it" {\n  name = ${name}\n}\n`}resource "${type}" "it" {\n${more}  ${body(name)}\n${own}}\n`;
  const variable = (value: string) => `variable "name" {\n${value}}\n`;
  const main = `${directory}/main.tf`;
  const head = `${provider}${backend}`;
  switch (shape.form) {
    case 'literal':
      return { [main]: `${head}${block(text)}` };
    case 'variable':
      return { [main]: `${head}${variable(`  default = ${text}\n`)}${block('var.name')}` };
    case 'local':
      return { [main]: `${head}locals {\n  name = ${text}\n}\n${block('local.name')}` };
    case 'variable-file':
      return {
        [main]: `${head}${variable('')}${block('var.name')}`,
        [`${directory}/terraform.tfvars`]: `name = ${text}\n`,
      };
    case 'module':
      return {
        [main]: `${head}module "it" {\n  source = "./inner"\n  name   = ${text}\n}\n`,
        [`${directory}/inner/main.tf`]: `${variable('')}${block('var.name')}`,
      };
    case 'for_each':
      return beside === undefined
        ? { [main]: `${head}${block('each.key', `  for_each = toset([${text}])\n`)}` }
        : { [main]: `${head}${block(text)}` };
    case 'unknown':
      return { [main]: `${head}${block(null)}` };
  }
}

const settings = { hints: [], traceKeys: [], directories: [], stacks: [], state: null };
const tagsOf = (shape: Shape) => Object.fromEntries(shape.tags.map((key) => [key, `${key}-value`]));

function locate(
  files: Readonly<Record<string, string>>,
  shape: Shape,
  tags: Readonly<Record<string, string>> = tagsOf(shape),
): Located {
  const cloud = { ...kindOf(shape).cloud(NAME), account, region, partition: 'aws', tags };
  const types = kinds.map(({ type }) => type);
  return createLocator(settings)(finding({ cloud }), [
    { code: terraform.open(treeOf(files)), types },
  ]);
}

const rank = { certain: 3, likely: 2, possible: 1 } as const;
const surety = ({ location }: Located) => (location === null ? 0 : rank[location.confidence]);

/** All that a report shows of an answer. */
const answerOf = ({
  resources,
  ...shown
}: Located & { readonly resources?: readonly ResourceInCode[] }) => ({
  ...shown,
  addresses: resources?.map(({ root, address }) => `${root} ${address}`),
});

const withoutTrace = ({ tags }: Shape) => tags.filter((key) => key !== 'yor_trace');

/** A repository that says less. */
const less: readonly ((shape: Shape) => Shape)[] = [
  (shape) => ({ ...shape, form: 'unknown' }),
  (shape) => ({ ...shape, region: false }),
  (shape) => ({ ...shape, account: false }),
  (shape) => ({ ...shape, backend: false }),
  (shape) => ({ ...shape, tags: shape.tags.slice(1) }),
  (shape) => ({ ...shape, tags: [] }),
];

describe('in any repository', () => {
  it('the generated repositories are located, or abstained from for the lack of evidence', () => {
    const answers = fc.sample(shapes, 200).map((shape) => locate(rootIn('live', shape), shape));
    expect(answers.some(({ kind }) => kind === 'located')).toBe(true);
    expect(answers.some(({ kind }) => kind === 'not-located')).toBe(true);
  });

  it('code that says less never makes an answer surer', () => {
    fc.assert(
      fc.property(shapes, fc.constantFrom(...less), (shape, reduce) => {
        const reduced = locate(rootIn('live', reduce(shape)), shape);
        expect(surety(reduced)).toBeLessThanOrEqual(surety(locate(rootIn('live', shape), shape)));
      }),
    );
  });

  it('a finding that says less of what agrees never makes an answer surer', () => {
    fc.assert(
      fc.property(shapes, fc.constantFrom('Name', 'Team', 'Stage', 'yor_trace'), (shape, key) => {
        const { [key]: _, ...tags } = tagsOf(shape);
        const files = rootIn('live', shape);
        expect(surety(locate(files, shape, tags))).toBeLessThanOrEqual(
          surety(locate(files, shape)),
        );
      }),
    );
  });

  it('a root module of another account, region, name or type changes nothing', () => {
    const elsewhere = fc.constantFrom<(readonly [Partial<typeof here>, Partial<Shape>])[]>(
      [{ account: '999988887777' }, { account: true }],
      [{ region: 'us-east-1' }, { region: true }],
      // What is known by a name; a description that differs excludes nothing.
      [{ name: 'acme-other' }, { form: 'literal' }],
      [{}, {}],
    );
    fc.assert(
      fc.property(shapes, shapes, elsewhere, (shape, decoy, [where, told]) => {
        const isByName = where.name !== undefined;
        const kind = isByName && shape.kind > 1 ? 0 : shape.kind;
        const own = { ...shape, kind };
        const other =
          Object.keys(where).length === 0
            ? // A trace tag names what made a resource, also on the way, whatever its type.
              { ...decoy, kind: (kind + 1) % kinds.length, tags: withoutTrace(decoy) }
            : { ...decoy, ...told, kind };
        const alone = locate(rootIn('live', own), own);
        const files = {
          ...rootIn('live', own),
          ...rootIn('a-decoy', other, { ...here, ...where }),
        };
        expect(answerOf(locate(files, own))).toEqual(answerOf(alone));
      }),
    );
  });

  it('a copy of the root module makes an answer ambiguous, never one of the two', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const alone = locate(rootIn('live', shape), shape);
        const both = locate({ ...rootIn('live', shape), ...rootIn('copy', shape) }, shape);
        expect(both.kind).toBe(alone.kind === 'located' ? 'ambiguous' : alone.kind);
      }),
    );
  });
});
