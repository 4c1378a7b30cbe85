import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cloudformation } from '../../../src/languages/cloudformation/language.ts';
import type { EditIntent, Written } from '../../../src/model/language.ts';
import type { ResourceInCode } from '../../../src/model/resource.ts';
import type { Value } from '../../../src/model/value.ts';
import { context, edited, treeOf } from './tree.ts';

const folder = join(import.meta.dirname, '../../../fixtures/repositories/cloudformation-stack');

/** The files of the fixture stack, by path. */
export const stack: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
);

/** The resource of this logical id. @throws Error when there is none */
export function resourceOf(
  files: Readonly<Record<string, string>>,
  address: string,
): ResourceInCode {
  const code = cloudformation.open(treeOf(files));
  const found = Object.keys(files)
    .flatMap((path) => code.rootResources(path, context))
    .find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no resource ${address}`);
  return found;
}

/** What edits make of files: the changed ones, or the reason of a refusal; with the notes and layers. */
export function afterEdit(
  files: Readonly<Record<string, string>>,
  address: string,
  makeIntents: (resource: ResourceInCode) => readonly EditIntent[],
) {
  const code = cloudformation.open(treeOf(files));
  const result = code.edit(makeIntents(resourceOf(files, address)), context);
  if (!result.ok) return { refused: result.error.reason };
  const { edits, notes } = result.value;
  const after = edited(files, edits);
  const changed = Object.entries(after).filter(([path, text]) => files[path] !== text);
  return {
    files: Object.fromEntries(changed),
    notes,
    layers: [...new Set(edits.map(({ layer }) => layer))],
  };
}

/** A value as plain data: `{ unknown: pattern or null }` where it is not known. */
export function plain(value: Value | undefined): unknown {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case 'null':
      return null;
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries([...value.entries].map(([name, entry]) => [name, plain(entry)]));
    case 'unknown':
      return { unknown: value.pattern ?? null };
    default:
      return value.value;
  }
}

export function literal(value: Extract<Written, { kind: 'literal' }>['value']): Written {
  return { kind: 'literal', value };
}
