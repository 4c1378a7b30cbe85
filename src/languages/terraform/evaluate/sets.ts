import type { ListValue, Value } from '../../../model/value.ts';
import { toStringValue } from './convert.ts';
import { equalValues } from './equality.ts';
import { compareText } from './values.ts';

/** The most collections that are compared with one another; beyond that, repeats stay. */
const MAX_COMPARED = 500;

/**
 * A list as a set: every element once, strings and numbers in the order in which Terraform goes
 * through a set. Unknown elements stay: they may or may not be equal to another.
 */
export function distinct(list: ListValue): ListValue {
  const items = list.items.every(isPrimitive)
    ? [...withoutRepeats(list.items)].sort(order)
    : withoutEqual(list.items);
  return { ...list, items };
}

/** Elements of a list or set have one type: beside a string, numbers and truth values are strings too. */
export function unified(list: ListValue): ListValue {
  const kinds = new Set(list.items.map((item) => item.kind));
  if (!kinds.has('string') || !(kinds.has('number') || kinds.has('boolean'))) return list;
  return {
    ...list,
    items: list.items.map((item) => (isPrimitive(item) ? toStringValue(item) : item)),
  };
}

/** Every element once, in the order of the list. */
export function withoutRepeats(items: readonly Value[]): readonly Value[] {
  if (!items.every(isPrimitive)) return withoutEqual(items);
  const found = new Map<string, Value>();
  for (const item of items) {
    const key = 'value' in item ? `${item.kind} ${item.value}` : item.kind;
    if (!found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}

function withoutEqual(items: readonly Value[]): readonly Value[] {
  if (items.length > MAX_COMPARED) return items;
  const kept: Value[] = [];
  for (const item of items) {
    if (!kept.some((other) => equalValues(other, item) === true)) kept.push(item);
  }
  return kept;
}

function isPrimitive(value: Value): boolean {
  return value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean';
}

function order(a: Value, b: Value): number {
  if (a.kind === 'string' && b.kind === 'string') return compareText(a.value, b.value);
  if (a.kind === 'number' && b.kind === 'number') return a.value - b.value;
  return 0;
}
