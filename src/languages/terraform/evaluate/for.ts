import type { Value } from '../../../model/value.ts';
import type { ForExpression } from '../syntax/ast.ts';
import { MAX_ELEMENTS } from './budget.ts';
import { toBooleanValue, toStringValue } from './convert.ts';
import { bind, evaluate, originAt, type Scope, tooMuch } from './scope.ts';
import {
  failedValue,
  listValue,
  mapValue,
  numberValue,
  sortedEntries,
  stringValue,
  unknownValue,
} from './values.ts';

/** What one round costs of the budget: its names are bound anew. */
const ITERATION_COST = 4;

export interface Iteration {
  readonly key: Value;
  readonly value: Value;
}

export interface Iterations {
  readonly items: readonly Iteration[];
  /** Why there may be more than `items`; null when they are all. */
  readonly unknown: Value | null;
}

/** What `for`, `for_each` and `dynamic` go through: a map in the order of its keys, a list with its indexes. */
export function iterationsOf(collection: Value): Iterations {
  if (collection.kind === 'list') {
    const items = collection.items.map((value, index) => ({
      key: numberValue(index, null),
      value,
    }));
    return { items, unknown: missingOf(collection) };
  }
  if (collection.kind === 'map') {
    const items = sortedEntries(collection).map(([key, value]) => ({
      key: stringValue(key, null),
      value,
    }));
    return { items, unknown: missingOf(collection) };
  }
  if (collection.kind === 'unknown') return { items: [], unknown: collection };
  return {
    items: [],
    unknown: failedValue('a collection is required to go through', collection.origin),
  };
}

function missingOf(collection: Value & { readonly complete?: boolean }): Value | null {
  if (collection.complete !== false) return null;
  return unknownValue('not all elements of the collection are known', collection.origin);
}

/** `[for …]` and `{for …}`. What is not known of the collection or a condition makes the result incomplete. */
export function evaluateFor(expression: ForExpression, scope: Scope): Value {
  const origin = originAt(scope, expression.range);
  const iterations = iterationsOf(evaluate(expression.collection, scope));
  const { unknown } = iterations;
  if (unknown !== null && iterations.items.length === 0 && unknown.kind === 'unknown') {
    return { ...unknown, origin };
  }
  if (iterations.items.length > MAX_ELEMENTS) {
    return unknownValue('the collection has too many elements', origin);
  }
  let complete = unknown === null;
  const items: Value[] = [];
  const groups = new Map<string, Value[]>();
  for (const { key, value } of iterations.items) {
    if (!scope.surroundings.budget.spend(ITERATION_COST)) return tooMuch(origin);
    const names: [string, Value][] = [[expression.valueName, value]];
    if (expression.keyName !== null) names.push([expression.keyName, key]);
    const inner = bind(scope, names);
    const included = expression.condition === null ? true : isIncluded(expression.condition, inner);
    if (included === null) complete = false;
    if (included !== true) continue;
    const result = evaluate(expression.value, inner);
    if (expression.key === null) {
      items.push(result);
      continue;
    }
    const name = toStringValue(evaluate(expression.key, inner));
    const group = name.kind === 'string' ? groups.get(name.value) : undefined;
    if (name.kind !== 'string') complete = false;
    else if (group !== undefined && expression.grouped) group.push(result);
    else groups.set(name.value, [result]);
  }
  if (expression.key === null) return listValue(items, origin, complete);
  return mapValue(entriesOf(groups, expression, scope), origin, complete);
}

function entriesOf(
  groups: ReadonlyMap<string, readonly Value[]>,
  expression: ForExpression,
  scope: Scope,
): Map<string, Value> {
  const entries = new Map<string, Value>();
  for (const [key, values] of groups) {
    const [first] = values;
    if (expression.grouped) {
      entries.set(key, listValue(values, originAt(scope, expression.value.range)));
    } else if (first !== undefined) entries.set(key, first);
  }
  return entries;
}

function isIncluded(
  condition: NonNullable<ForExpression['condition']>,
  scope: Scope,
): boolean | null {
  const value = toBooleanValue(evaluate(condition, scope));
  return value.kind === 'boolean' ? value.value : null;
}
