import { partsOf } from '../../model/document.ts';
import type { PropertyPath, Value } from '../../model/value.ts';

/** What stands at a path. `path` is where it is, or would be written. */
export type Lookup =
  | { readonly kind: 'found'; readonly value: Value; readonly path: PropertyPath }
  | { readonly kind: 'absent'; readonly path: PropertyPath }
  | { readonly kind: 'unknown'; readonly because: string; readonly path: PropertyPath };

/** Splits a template's path: `metadata_options.http_tokens`; `.` is the value itself, `\\.` a dot inside of a name. */
export function parsePath(text: string): readonly string[] {
  if (text === '.') return [];
  return text.split(/(?<!\\)\./).map((name) => name.replaceAll('\\.', '.'));
}

/** Follows names into a value. A list of one block is entered, and a text that is JSON; a null counts as absent. */
export function lookup(start: Value, names: readonly string[], base: PropertyPath = []): Lookup {
  let value = start;
  let path = base;
  for (const [position, name] of names.entries()) {
    value = partsOf(value);
    if (value.kind === 'list' && value.items.length === 1 && value.complete !== false) {
      value = value.items[0] ?? value;
      path = [...path, 0];
    }
    const here = [...path, ...names.slice(position)];
    if (value.kind === 'unknown')
      return { kind: 'unknown', because: reasonOf(value, path), path: here };
    if (value.kind === 'list' && value.items.length > 1)
      return { kind: 'unknown', because: `${pathText(path)} stands several times`, path: here };
    if (value.kind !== 'map') return { kind: 'absent', path: here };
    const next = value.entries.get(name);
    if (next === undefined)
      return value.complete === false
        ? { kind: 'unknown', because: `not all of ${pathText(path)} is known`, path: here }
        : { kind: 'absent', path: here };
    value = next;
    path = [...path, name];
  }
  if (value.kind === 'null') return { kind: 'absent', path };
  return { kind: 'found', value, path };
}

/** The elements of a repeated block or list; one block that stands once is one element. */
export function elements(found: Lookup): {
  readonly items: readonly { readonly value: Value; readonly path: PropertyPath }[];
  /** Why there may be more; null when these are all. */
  readonly more: string | null;
} {
  if (found.kind === 'absent') return { items: [], more: null };
  if (found.kind === 'unknown') return { items: [], more: found.because };
  const { path } = found;
  const value = partsOf(found.value);
  if (value.kind === 'unknown') return { items: [], more: reasonOf(value, path) };
  if (value.kind !== 'list') return { items: [{ value, path }], more: null };
  return {
    items: value.items.map((item, index) => ({ value: item, path: [...path, index] })),
    more: value.complete === false ? `not all of ${pathText(path)} is known` : null,
  };
}

/** A path for people: `ingress[0].cidr_blocks`. */
export function pathText(path: PropertyPath): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text === '' ? 'the resource' : `\`${text.replace(/^\./, '')}\``;
}

function reasonOf(value: { readonly reason: string }, path: PropertyPath): string {
  return `${pathText(path)} ${value.reason}`;
}
