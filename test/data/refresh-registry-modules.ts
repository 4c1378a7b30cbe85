/**
 * Makes `versions`, `read` and `inputs` of `src/languages/terraform/registry/*.data.json` anew.
 *
 *   node test/data/refresh-registry-modules.ts DIR
 *
 * DIR holds a clone of each module's repository, with its tags, as `terraform-aws-modules+NAME/repo`. Resources and
 * outputs of the data are written by hand. This takes the defaults and types of the inputs that they use from the newest
 * tag, and goes back through the tags as long as defaults, types, and the arguments that simply hand on an input are
 * the same: that is the range of versions for which the entry speaks.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@cdktf/hcl2json';
import { z } from 'zod';

const folder = new URL('../../src/languages/terraform/registry/', import.meta.url);
const json = z.json();
const entry = z.object({
  source: z.string(),
  repository: z.string(),
  /** The newest major version that the entry speaks for, where there is an entry for a later one. */
  major: z.number().optional(),
  versions: z.string(),
  read: z.string().optional(),
  inputs: z.record(z.string(), z.record(z.string(), json)),
  outputs: z.record(z.string(), z.string()),
  resources: z.record(z.string(), z.record(z.string(), json)),
});
type Entry = z.infer<typeof entry>;

const named = z.record(z.string(), z.array(z.record(z.string(), json)));
const configuration = z.object({
  variable: named.default({}),
  module: named.default({}),
  resource: z.record(z.string(), named).default({}),
});
type Configuration = z.infer<typeof configuration>;

function git(repository: string, ...words: string[]): string {
  return execFileSync('git', ['-C', repository, ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
}

async function readTag(repository: string, tag: string): Promise<Configuration> {
  const files = git(repository, 'ls-tree', '--name-only', tag).split('\n');
  const texts = files
    .filter((file) => file.endsWith('.tf'))
    .map((file) => git(repository, 'show', `${tag}:${file}`));
  return configuration.parse(await parse('all.tf', texts.join('\n')));
}

/** The inputs that the resources and outputs use. `region` is one of the newest versions only: older ones never set it. */
function inputsUsed({ resources, outputs }: Entry): readonly string[] {
  const text = JSON.stringify([resources, outputs]);
  return [...new Set(Array.from(text.matchAll(/\bvar\.(\w+)/g), ([, name]) => name ?? ''))].sort();
}

function inputsOf(names: readonly string[], { variable }: Configuration): Entry['inputs'] {
  return Object.fromEntries(
    names.map((name) => {
      const written = variable[name]?.[0];
      if (written === undefined) throw new Error(`there is no variable ${name}`);
      const type = String(written.type ?? '');
      return [
        name,
        {
          ...(written.default === undefined ? {} : { default: written.default }),
          // A default inside a type is a value that callers can leave out.
          ...(type.includes('optional(') ? { type: expressionIn(type) } : {}),
          ...(written.nullable === false ? { nullable: false } : {}),
        },
      ];
    }),
  );
}

/** hcl2json writes an expression as `${…}`. */
function expressionIn(text: string): string {
  return text.replace(/^\$\{([\s\S]*)\}$/, '$1').replace(/[ \t]+/g, ' ');
}

/** Arguments that are not as the data says, of those that only hand on an input. */
function difference({ resources }: Entry, { resource, module }: Configuration): string | null {
  for (const [key, { in: inside, all: _all, ...written }] of Object.entries(resources)) {
    const [type = '', name = ''] = key.split('.');
    const block =
      typeof inside === 'string'
        ? module[inside.replace('module.', '')]?.[0]
        : resource[type]?.[name]?.[0];
    if (block === undefined) return `${key} is not there`;
    for (const [argument, value] of Object.entries(written)) {
      const plain = typeof value === 'string' && /^\$\{var\.\w+\}$/.test(value);
      const nested =
        Object.hasOwn(block, 'dynamic') && JSON.stringify(block.dynamic).includes(`"${argument}"`);
      if (!plain || argument === 'region' || nested || !Object.hasOwn(block, argument)) continue;
      if (block[argument] !== value)
        return `${key}: ${argument} is ${JSON.stringify(block[argument])}`;
    }
  }
  return null;
}

function majorOf(tag: string): number {
  return Number(/\d+/.exec(tag)?.[0]);
}

async function refresh(path: string, clones: string): Promise<void> {
  const data = entry.parse(JSON.parse(readFileSync(path, 'utf8')));
  const repository = join(clones, data.repository.replace('/', '+'), 'repo');
  const tags = git(repository, 'tag', '--sort=-version:refname')
    .split('\n')
    .filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag) && majorOf(tag) <= (data.major ?? Infinity));
  const [newest = ''] = tags;
  const names = inputsUsed(data);
  const inputs = inputsOf(names, await readTag(repository, newest));
  let oldest = newest;
  let why: string | null = null;
  for (const tag of tags) {
    try {
      const there = await readTag(repository, tag);
      if (there.variable.region === undefined) there.variable.region = [{ default: null }];
      const then = inputsOf(names, there);
      const other = names.find(
        (name) => JSON.stringify(then[name]) !== JSON.stringify(inputs[name]),
      );
      why =
        other === undefined ? difference(data, there) : `${other}: ${JSON.stringify(then[other])}`;
    } catch (error) {
      why = String(error);
    }
    if (why !== null) {
      process.stdout.write(`${data.source} ${tag}: ${why}\n`);
      break;
    }
    oldest = tag;
  }
  const versions = `>= ${oldest.slice(1)}, < ${majorOf(newest) + 1}.0.0`;
  const read = `${newest}, and each tag back to ${oldest}`;
  const { source, outputs, resources, major: limit } = data;
  const limited = limit === undefined ? {} : { major: limit };
  const made = {
    source,
    repository: data.repository,
    ...limited,
    versions,
    read,
    inputs,
    outputs,
    resources,
  };
  writeFileSync(path, `${JSON.stringify(made, null, 1)}\n`);
  process.stdout.write(`${source} ${versions}\n`);
}

const [clones = ''] = process.argv.slice(2);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.data.json'))) {
  await refresh(new URL(file, folder).pathname, clones);
}
