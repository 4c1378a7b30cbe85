/**
 * Puts every Terraform case that is fixed through real plans, offline, and prints what they would do:
 *
 *   node test/judges/plan-template-cases.ts PLUGINS [PART OF A CASE'S NAME]
 *
 * PLUGINS is a directory for `filesystem_mirror` with hashicorp/aws. The state is made from the plan of
 * `before/`: its values are written down until a plan over them has nothing to do. A plan of `after/` over
 * that state must then do something. Nothing is applied and no AWS is called.
 *
 * What it saw is kept in `results/plans.tsv`, with a hash of the case: a case that has not changed since is
 * not planned again. Exit status 1 when a kept plan is empty or failed.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const templates = new URL('../../templates/', import.meta.url).pathname;
const [plugins = '', part = ''] = process.argv.slice(2);
const results = new URL('results/plans.tsv', import.meta.url).pathname;
const work = mkdtempSync(join(tmpdir(), 'plan-cases-'));
const environment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  AWS_REGION: 'eu-west-1',
  TF_CLI_CONFIG_FILE: join(work, 'cli.tfrc'),
  TF_IN_AUTOMATION: '1',
};
const offline = `
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
`;
const provider = 'provider["registry.terraform.io/hashicorp/aws"]';

const change = z.object({
  address: z.string(),
  module_address: z.string().optional(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  index: z.union([z.string(), z.number()]).optional(),
  change: z.object({
    actions: z.array(z.string()),
    after: z.record(z.string(), z.json()).nullable(),
  }),
});
const planSchema = z.object({ resource_changes: z.array(change).default([]) });
type Change = z.infer<typeof change>;
const attributes = z.record(
  z.string(),
  z.object({ type: z.unknown(), computed: z.boolean().default(false) }),
);
type Attributes = z.infer<typeof attributes>;
const schemaOutput = z.object({
  provider_schemas: z.object({
    'registry.terraform.io/hashicorp/aws': z.object({
      resource_schemas: z.record(
        z.string(),
        z.object({ block: z.object({ attributes: attributes.default({}) }) }),
      ),
    }),
  }),
});
let schema: ReadonlyMap<string, Attributes> | null = null;

function terraform(directory: string, ...args: readonly string[]): string {
  return execFileSync('terraform', [`-chdir=${directory}`, ...args], {
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64_000_000,
  });
}

/** What a plan of the directory would do to managed resources, reading nothing from AWS. */
function plan(directory: string): readonly Change[] {
  terraform(directory, 'plan', '-refresh=false', '-input=false', '-out=plan.bin');
  const shown: unknown = JSON.parse(terraform(directory, 'show', '-json', 'plan.bin'));
  return planSchema
    .parse(shown)
    .resource_changes.filter(
      ({ mode, change: { actions } }) => mode === 'managed' && actions.join() !== 'no-op',
    );
}

/** A state in which each resource has the values of its plan, and an id. */
function writeState(directory: string, resources: ReadonlyMap<string, Change>): void {
  const entries = [...resources.values()].map((one) => ({
    ...(one.module_address === undefined ? {} : { module: one.module_address }),
    mode: one.mode,
    type: one.type,
    name: one.name,
    provider,
    instances: [
      {
        ...(one.index === undefined ? {} : { index_key: one.index }),
        schema_version:
          one.type === 'aws_security_group_rule' ? 2 : one.type === 'aws_security_group' ? 1 : 0,
        attributes: {
          ...computedValues(one),
          id: identity(one),
          ...withoutNulls(one.change.after ?? {}),
        },
      },
    ],
  }));
  const state = {
    version: 4,
    terraform_version: '1.11.4',
    serial: 1,
    lineage: 'x',
    resources: entries,
  };
  writeFileSync(join(directory, 'terraform.tfstate'), JSON.stringify(state));
}

/** Something for each attribute that AWS would fill in. */
function computedValues(one: Change): Record<string, unknown> {
  const attributes = schema?.get(one.type) ?? {};
  const computed = Object.entries(attributes).filter(([, attribute]) => attribute.computed);
  return Object.fromEntries(computed.map(([name, { type }]) => [name, filler(type, one)]));
}

function filler(type: unknown, one: Change): unknown {
  if (type === 'string') return identity(one);
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  return Array.isArray(type) && type[0] === 'map' ? {} : [];
}

function identity({ type, name, index = '' }: Change): string {
  return type === 'aws_security_group' ? `sg-0${name}${index}` : `${name}${index}`;
}

/** The attributes of every resource type; asked for once, because the provider is slow to tell. */
function readSchema(directory: string): ReadonlyMap<string, Attributes> {
  const all = schemaOutput.parse(JSON.parse(terraform(directory, 'providers', 'schema', '-json')));
  const aws = all.provider_schemas['registry.terraform.io/hashicorp/aws'];
  const types = Object.entries(aws.resource_schemas);
  return new Map(types.map(([type, { block }]) => [type, block.attributes]));
}

function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function prepare(directory: string, source: string): void {
  mkdirSync(directory, { recursive: true });
  cpSync(source, directory, { recursive: true });
  const text = readFileSync(join(directory, 'main.tf'), 'utf8');
  const aliases = [...text.matchAll(/alias\s*=\s*"(\w+)"/g)].map(([, alias]) => alias);
  const overrides = aliases.map((alias) => `provider "aws" {\n  alias = "${alias}"${offline}}\n`);
  writeFileSync(join(directory, 'judge.tf'), `provider "aws" {${offline}}\n`);
  writeFileSync(join(directory, 'judge_override.tf'), overrides.join('\n'));
}

function judge(folder: string): string {
  const directory = join(work, 'case');
  rmSync(directory, { recursive: true, force: true });
  prepare(directory, join(folder, 'before'));
  terraform(directory, 'init', '-input=false');
  schema ??= readSchema(directory);
  const state = new Map<string, Change>();
  let pending = plan(directory);
  for (let round = 0; round < 4 && pending.length > 0; round++) {
    for (const one of pending) state.set(one.address, one);
    writeState(directory, state);
    pending = plan(directory);
  }
  const [first] = pending;
  if (first !== undefined)
    return `FAILED: no state without changes could be made for ${first.address}`;
  cpSync(join(folder, 'after'), directory, { recursive: true });
  const changes = plan(directory).map(
    ({ address, change: { actions } }) => `${actions.join('+')} ${address}`,
  );
  return changes.length === 0 ? 'FAILED: the plan is empty' : changes.join(', ');
}

writeFileSync(
  join(work, 'cli.tfrc'),
  `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(plugins)}\n  }\n}\n`,
);
const kept = readKept();
const labels = new Set<string>();
for (const id of readdirSync(templates, { withFileTypes: true })) {
  if (!id.isDirectory()) continue;
  const cases = join(templates, id.name, 'cases/terraform');
  if (!existsSync(cases)) continue; // a template for CloudFormation only
  for (const name of readdirSync(cases)) {
    const folder = join(cases, name);
    if (!existsSync(join(folder, 'after'))) continue;
    const label = `${id.name}/${name}`;
    labels.add(label);
    const hash = hashOf(folder);
    if (!label.includes(part) || kept.get(label)?.hash === hash) continue;
    const outcome = outcomeOf(folder);
    kept.set(label, { hash, outcome });
    process.stdout.write(`${label}: ${outcome}\n`);
    keep();
  }
}
for (const label of kept.keys()) if (!labels.has(label)) kept.delete(label);
keep();
rmSync(work, { recursive: true, force: true });
const failed = [...kept].filter(([, { outcome }]) => outcome.startsWith('FAILED'));
process.stdout.write(`${kept.size} of ${labels.size} cases planned, ${failed.length} failed\n`);
process.exitCode = failed.length === 0 && kept.size === labels.size ? 0 : 1;

function outcomeOf(folder: string): string {
  try {
    return judge(folder);
  } catch (thrown) {
    const stderr =
      thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr) : String(thrown);
    return `FAILED: ${stderr.replaceAll(/\s+/g, ' ').slice(0, 400)}`;
  }
}

function readKept(): Map<string, { readonly hash: string; readonly outcome: string }> {
  const lines = existsSync(results) ? readFileSync(results, 'utf8').trimEnd().split('\n') : [];
  return new Map(
    lines.map((line) => {
      const [label = '', hash = '', outcome = ''] = line.split('\t');
      return [label, { hash, outcome }];
    }),
  );
}

function keep(): void {
  const lines = [...kept].map(([label, { hash, outcome }]) => `${label}\t${hash}\t${outcome}\n`);
  writeFileSync(results, lines.sort().join(''));
}

/** Of the files before and after. */
function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const sides = ['before', 'after'].map((side) => join(folder, side));
  for (const side of sides)
    for (const file of readdirSync(side, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(side, file);
      if (statSync(path).isFile()) hash.update(`${file}\0${readFileSync(path, 'utf8')}\0`);
    }
  return hash.digest('hex').slice(0, 12);
}
