import { isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts';
import type { SettingDifference } from '../../model/outcome.ts';
import type { Value } from '../../model/value.ts';

type Scalar = string | number | boolean;

const MOST = 20;
const MOST_LEAVES = 2_000;
const DEPTH = 8;
/** What reads like one of a few choices; names, ARNs and documents are written in too many ways to compare. */
const CHOICE = /^[A-Za-z][\w-]{0,40}$/;

/**
 * Where a resource is not what its code says, as far as both tell: settings whose name stands once in
 * the code and once in the source's details, whatever the spelling (`http_tokens`, `HttpTokens`).
 * What the code does not determine, and what is sensitive, is left out.
 */
export function differencesOf(
  code: readonly Value[],
  details: JsonObject,
): readonly SettingDifference[] {
  const wanted = new Leaves();
  for (const value of code) addValue(wanted, '', value, 0);
  const seen = new Leaves();
  addJson(seen, '', details, 0);
  return [...wanted.once()]
    .flatMap(([key, { name, value }]): SettingDifference[] => {
      const found = seen.once().get(key);
      if (found === undefined || same(value, found.value)) return [];
      return [{ name, code: String(value), cloud: String(found.value) }];
    })
    .slice(0, MOST);
}

interface Leaf {
  readonly name: string;
  readonly value: Scalar;
}

/** Settings by their plain name; one that stands twice could be either. */
class Leaves {
  readonly #all = new Map<string, Leaf | null>();

  add(name: string, value: Scalar): void {
    if (typeof value === 'string' && !CHOICE.test(value)) return;
    const key = name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
    const known = this.#all.get(key);
    if (known === undefined && this.#all.size < MOST_LEAVES) this.#all.set(key, { name, value });
    else if (known && !same(known.value, value)) this.#all.set(key, null);
  }

  once(): ReadonlyMap<string, Leaf> {
    return new Map([...this.#all].flatMap(([key, leaf]) => (leaf === null ? [] : [[key, leaf]])));
  }
}

function addValue(leaves: Leaves, name: string, value: Value, depth: number): void {
  if (value.sensitive === true || depth > DEPTH) return;
  if (value.kind === 'map')
    for (const [key, inner] of value.entries) addValue(leaves, key, inner, depth + 1);
  else if (value.kind === 'list')
    for (const inner of value.items) addValue(leaves, name, inner, depth + 1);
  else if (value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean')
    leaves.add(name, value.value);
}

function addJson(leaves: Leaves, name: string, value: Json, depth: number): void {
  if (depth > DEPTH) return;
  if (Array.isArray(value))
    for (const inner of value as readonly Json[]) addJson(leaves, name, inner, depth + 1);
  else if (isJsonObject(value))
    for (const [key, inner] of Object.entries(value)) addJson(leaves, key, inner, depth + 1);
  else if (value !== null) leaves.add(name, value as Scalar);
}

/** Sources write booleans and numbers as texts, too. */
function same(one: Scalar, other: Scalar): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}
