import type { ModuleDeclarations } from '../modules/declarations.ts';
import { readDeclarations } from '../modules/read-declarations.ts';
import type { ConfigFile } from '../syntax/ast.ts';
import { parseConfig } from '../syntax/parse.ts';
import { entries, type RegistryEntry } from './entries.ts';
import { isWithin, type VersionRange, versionRange } from './version-range.ts';

/**
 * A module of someone else of which we know what its inputs do. It is evaluated like a module of the checkout, from a
 * file that says so much and no more; nothing of it is ever edited but the inputs at its call.
 */
export interface PublishedModule {
  readonly source: string;
  readonly repository: string;
  readonly versions: VersionRange | null;
  readonly types: ReadonlySet<string>;
  readonly declarations: ModuleDeclarations;
}

const modules: readonly PublishedModule[] = entries.map(read);
const byName: ReadonlyMap<string, readonly PublishedModule[]> = Map.groupBy(
  modules,
  ({ source }) => source,
);
const files: ReadonlyMap<string, ConfigFile> = new Map(
  modules.flatMap(({ declarations }) => declarations.files.map((file) => [file.path, file])),
);

/** The module that a call's source and version mean; null when it is none that we know in that version. */
export function publishedModule(source: string, version: string | null): PublishedModule | null {
  const named = nameOf(source, version);
  const range = named === null || named.version === null ? null : versionRange(named.version);
  if (named === null || range === null) return null;
  const known = byName.get(named.name) ?? [];
  return known.find(({ versions }) => versions !== null && isWithin(range, versions)) ?? null;
}

/** The file in which a published module is described; null for any other path. */
export function publishedFile(path: string): ConfigFile | null {
  return files.get(path) ?? null;
}

/** The types that modules named in a text can make, without a look at their versions. */
export function typesMentioned(text: string): ReadonlySet<string> {
  const types = new Set<string>();
  for (const [, name = ''] of text.matchAll(
    /\bterraform-aws-modules\/(?:terraform-aws-)?([a-z0-9-]{1,60})/g,
  )) {
    for (const module of byName.get(`terraform-aws-modules/${name}/aws`) ?? []) {
      for (const type of module.types) types.add(type);
    }
  }
  return types;
}

/** Registry addresses, and the repositories behind them with `?ref=v5.1.0`. Modules inside a module (`//modules/x`) are others. */
function nameOf(
  source: string,
  version: string | null,
): { name: string; version: string | null } | null {
  const [, name] =
    /^(?:registry\.terraform\.io\/)?([\w-]{1,64}\/[\w-]{1,64}\/[\w-]{1,64})$/.exec(source) ?? [];
  if (name !== undefined) return { name, version };
  const [, owner, module, ref] =
    /^(?:git::)?(?:https:\/\/|ssh:\/\/git@|git@)?github\.com[/:]([\w-]{1,64})\/terraform-aws-([\w-]{1,64})(?:\.git)?\?ref=v?(\d[\d.]{0,20})$/.exec(
      source,
    ) ?? [];
  if (module === undefined) return null;
  return { name: `${owner}/${module}/aws`, version: ref ?? null };
}

function read(entry: RegistryEntry): PublishedModule {
  const { source, repository, versions } = entry;
  const directory = `${source} (${versions})`;
  const resource: Record<string, Record<string, unknown>> = {};
  const places = new Map<string, string>();
  const complete = new Set<string>();
  const types = new Set<string>();
  for (const [key, { in: inside, all, ...written }] of Object.entries(entry.resources)) {
    const [type = '', name = ''] = key.split('.');
    resource[type] = { ...resource[type], [name]: written };
    types.add(type);
    if (all === true) complete.add(key);
    if (typeof inside === 'string') places.set(key, inside);
  }
  const output = Object.fromEntries(
    Object.entries(entry.outputs).map(([name, value]) => [name, { value }]),
  );
  const text = JSON.stringify({ variable: entry.inputs, output, resource });
  const file = parseConfig(`${directory}/main.tf.json`, text);
  const declarations: ModuleDeclarations = {
    ...readDeclarations(directory, [file]),
    published: { source, places, complete },
  };
  return { source, repository, versions: versionRange(versions), types, declarations };
}
