import type { Value } from '../../../model/value.ts';
import type { Content } from '../evaluate/blocks.ts';
import { toNumberValue, toStringValue } from '../evaluate/convert.ts';
import { asElement } from '../evaluate/origin.ts';
import { evaluate, type Scope } from '../evaluate/scope.ts';
import { distinct } from '../evaluate/sets.ts';
import {
  mapValue,
  numberValue,
  sortedEntries,
  stringValue,
  unknownReason,
  unknownValue,
} from '../evaluate/values.ts';

/** The key of an instance under `count` (a number) or `for_each` (a string); null for a single instance. */
export type InstanceKey = string | number | null;

/** The most instances that one block is followed into. */
const MAX_INSTANCES = 2000;

/** One instance of a resource or module call, with what `each` and `count` are in it. */
export interface Repeated {
  readonly key: InstanceKey;
  readonly bound: ReadonlyMap<string, Value>;
  /** False when it may not exist, or stands for several. */
  readonly counted: boolean;
}

/** How often a block is repeated, as far as that is known. */
export interface Repetition {
  readonly kind: 'single' | 'count' | 'for_each';
  readonly instances: readonly Repeated[];
  /** Why there may be other instances; null when these are all. */
  readonly unknown: string | null;
}

const single: Repetition = {
  kind: 'single',
  instances: [{ key: null, bound: new Map(), counted: true }],
  unknown: null,
};

/** The instances that `count` or `for_each` makes. What is not known is one instance without a key, `counted: false`. */
export function repetitionOf(content: Content, scope: Scope): Repetition {
  for (const kind of ['count', 'for_each'] as const) {
    const written = content.attributes.get(kind);
    if (written === undefined) continue;
    const place = { ...scope.place, file: written.file, label: `${scope.place.label} ${kind}` };
    const value = evaluate(written.attribute.value, { ...scope, place });
    return kind === 'count' ? counted(value) : forEach(value, scope);
  }
  return single;
}

function counted(value: Value): Repetition {
  const number = toNumberValue(value);
  if (number.kind !== 'number') {
    const reason = number.kind === 'unknown' ? number.reason : 'count is not a number';
    return { kind: 'count', instances: [undetermined('count', reason)], unknown: reason };
  }
  if (number.value > MAX_INSTANCES) {
    const reason = `count is over ${MAX_INSTANCES}`;
    return { kind: 'count', instances: [undetermined('count', reason)], unknown: reason };
  }
  const instances = Array.from({ length: Math.max(0, Math.trunc(number.value)) }, (_, index) => ({
    key: index,
    bound: new Map([['count', mapValue(new Map([['index', numberValue(index, null)]]), null)]]),
    counted: true,
  }));
  return { kind: 'count', instances, unknown: null };
}

function forEach(value: Value, scope: Scope): Repetition {
  const elements = elementsOf(value);
  const instances = elements.known.slice(0, MAX_INSTANCES).map(([key, element]): Repeated => {
    const bound = asElement(element, 'map-entry', JSON.stringify(key), scope.surroundings.budget);
    return { key, bound: eachOf(stringValue(key, null), bound), counted: true };
  });
  const unknown =
    elements.known.length > MAX_INSTANCES
      ? `for_each has over ${MAX_INSTANCES} elements`
      : elements.unknown;
  if (unknown !== null) instances.push(undetermined('for_each', unknown));
  return { kind: 'for_each', instances, unknown };
}

/** The keys and values of a map, or the elements of a set as both. */
function elementsOf(value: Value): {
  readonly known: readonly (readonly [string, Value])[];
  readonly unknown: string | null;
} {
  if (value.kind === 'map') {
    const unknown = value.complete === false ? 'not all entries of for_each are known' : null;
    return { known: sortedEntries(value), unknown };
  }
  if (value.kind !== 'list') {
    return { known: [], unknown: unknownReason(value) ?? 'for_each is neither a map nor a set' };
  }
  const known: (readonly [string, Value])[] = [];
  let unknown = value.complete === false ? 'not all elements of for_each are known' : null;
  for (const item of distinct(value).items) {
    const key = toStringValue(item);
    if (key.kind === 'string') known.push([key.value, key]);
    else unknown ??= unknownReason(key) ?? 'an element of for_each is not a string';
  }
  return { known, unknown };
}

function undetermined(kind: 'count' | 'for_each', reason: string): Repeated {
  const nothing = unknownValue(reason, null);
  const bound =
    kind === 'count'
      ? new Map([['count', mapValue(new Map([['index', nothing]]), null)]])
      : eachOf(nothing, nothing);
  return { key: null, bound, counted: false };
}

function eachOf(key: Value, value: Value): ReadonlyMap<string, Value> {
  const entries = new Map([
    ['key', key],
    ['value', value],
  ]);
  return new Map([['each', mapValue(entries, null)]]);
}

/** `[0]`, `["eu"]`, or nothing for a single instance, as Terraform writes addresses. */
export function keySuffix(key: InstanceKey): string {
  if (key === null) return '';
  if (typeof key === 'number') return `[${key}]`;
  return `[${JSON.stringify(key)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', () => '%%{')}]`;
}
