import type { ListValue, Value } from '../../../../model/value.ts';
import { MAX_ELEMENTS } from '../budget.ts';
import { toStringValue } from '../convert.ts';
import { equalValues } from '../equality.ts';
import { distinct, unified, withoutRepeats } from '../sets.ts';
import {
  compareText,
  failedValue,
  isFailed,
  listValue,
  numberValue,
  unknownReason,
  unknownValue,
} from '../values.ts';
import { type Call, define, type FunctionGroup, variadic } from './function.ts';

/** Functions that make lists and sets. Elements keep their own origins; the list is decided by the call. */
export const listFunctions: FunctionGroup = {
  concat: (args, call) => {
    const lists = args.map((arg) => asPossibleList(arg));
    const failed = lists.find(isFailed);
    if (failed !== undefined) return { ...failed, origin: call.origin };
    const known = lists.flatMap((list) => (list.kind === 'list' ? list.items : []));
    const complete = lists.every((list) => list.kind === 'list' && list.complete !== false);
    return limited(known, call, complete);
  },
  flatten: define(['any'], (call, value) => {
    if (value.kind === 'unknown') return { ...value, origin: call.origin };
    const flat = { items: [] as Value[], complete: true };
    flattenInto(flat, value);
    return limited(flat.items, call, flat.complete);
  }),
  distinct: define(['list'], (call, list) =>
    listValue(withoutRepeats(unified(list).items), call.origin),
  ),
  compact: define(['any'], (call, value) => {
    if (value.kind !== 'list') return asPossibleList(value);
    const items = value.items.filter(
      (item) => item.kind !== 'null' && !(item.kind === 'string' && item.value === ''),
    );
    // An element that is not known may prove to be empty.
    const complete = value.complete !== false && items.every((item) => item.kind !== 'unknown');
    return listValue(items, call.origin, complete);
  }),
  reverse: define(['list'], (call, list) => listValue(list.items.toReversed(), call.origin)),
  sort: define(['list'], (call, list) => {
    const items = list.items.map(toStringValue);
    const reason = unknownReason({ ...list, items });
    if (reason !== null) return unknownValue(reason, call.origin);
    return listValue(
      items.toSorted((a, b) =>
        a.kind === 'string' && b.kind === 'string' ? compareText(a.value, b.value) : 0,
      ),
      call.origin,
    );
  }),
  slice: define(['list', 'number', 'number'], (call, list, start, end) =>
    start < 0 || end > list.items.length || start > end
      ? failedValue('slice() goes beyond the list', call.origin)
      : listValue(list.items.slice(start, end), call.origin),
  ),
  chunklist: define(['list', 'number'], (call, list, size) => {
    if (size < 1) return listValue([listValue(list.items, call.origin)], call.origin);
    const chunks = Array.from({ length: Math.ceil(list.items.length / size) }, (_, index) =>
      listValue(list.items.slice(index * size, (index + 1) * size), call.origin),
    );
    return listValue(chunks, call.origin);
  }),
  range: variadic('number', (call, numbers) => range(call, numbers)),
  matchkeys: define(['list', 'list', 'list'], (call, values, keys, wanted) => {
    const matches = keys.items.map((key) => wanted.items.map((one) => equalValues(key, one)));
    if (matches.some((row) => row.includes(null) && !row.includes(true))) {
      return unknownValue('not all keys are known', call.origin);
    }
    return listValue(
      values.items.filter((_, index) => matches[index]?.includes(true)),
      call.origin,
    );
  }),
  list: (args, call) => listValue(args, call.origin),
  toset: define(['any'], (_, value) =>
    value.kind === 'list' ? distinct(unified(value)) : asPossibleList(value),
  ),
  tolist: define(['any'], (_, value) =>
    value.kind === 'list' ? unified(value) : asPossibleList(value),
  ),
  setunion: variadic('list', (call, sets) =>
    distinct(
      listValue(
        sets.flatMap((set) => set.items),
        call.origin,
      ),
    ),
  ),
  setintersection: variadic('list', (call, [first, ...others]) =>
    filtered(call, first, (item) => every(others.map((other) => has(other, item)))),
  ),
  setsubtract: define(['list', 'list'], (call, first, second) =>
    filtered(call, first, (item) => not(has(second, item))),
  ),
  setproduct: variadic('list', (call, sets) => product(call, sets)),
};

function asPossibleList(value: Value): Value {
  if (value.kind === 'list' || value.kind === 'unknown' || value.kind === 'null') return value;
  return failedValue('a list is required', value.origin);
}

function limited(items: readonly Value[], call: Call, complete: boolean): Value {
  const affordable = call.scope.surroundings.budget.spend(items.length / 8);
  return items.length > MAX_ELEMENTS || !affordable
    ? unknownValue('the list has too many elements', call.origin)
    : listValue(items, call.origin, complete);
}

/** An unknown inside may be a list itself, unless it is an attribute of a resource: those are kept as elements. */
function flattenInto(flat: { readonly items: Value[]; complete: boolean }, value: Value): void {
  if (value.kind !== 'list') {
    if (value.kind === 'unknown' && value.pattern === undefined) flat.complete = false;
    flat.items.push(value);
    return;
  }
  if (value.complete === false) flat.complete = false;
  for (const item of value.items) {
    if (flat.items.length > MAX_ELEMENTS) return;
    flattenInto(flat, item);
  }
}

function range(call: Call, numbers: readonly number[]): Value {
  const [first = 0, second, third] = numbers;
  const [start, limit] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (limit < start ? -1 : 1);
  const count = Math.max(0, Math.ceil((limit - start) / step));
  // Terraform's own limit.
  if (!(count <= 1024)) return failedValue('range() has more than 1024 elements', call.origin);
  return listValue(
    Array.from({ length: count }, (_, index) => numberValue(start + index * step, call.origin)),
    call.origin,
  );
}

function has(list: ListValue, wanted: Value): boolean | null {
  const answers = list.items.map((item) => equalValues(item, wanted));
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

function not(answer: boolean | null): boolean | null {
  return answer === null ? null : !answer;
}

function every(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

function filtered(
  call: Call,
  list: ListValue | undefined,
  isKept: (item: Value) => boolean | null,
): Value {
  if (list === undefined) return failedValue(`${call.name}() needs a set`, call.origin);
  const answers = list.items.map(isKept);
  const kept = list.items.filter((_, index) => answers[index] === true);
  return distinct(listValue(kept, call.origin, !answers.includes(null)));
}

function product(call: Call, sets: readonly ListValue[]): Value {
  if (sets.reduce((count, set) => count * set.items.length, 1) > 10_000) {
    return unknownValue('setproduct() has too many elements', call.origin);
  }
  let rows: readonly (readonly Value[])[] = [[]];
  for (const set of sets) rows = rows.flatMap((row) => set.items.map((item) => [...row, item]));
  return listValue(
    rows.map((row) => listValue(row, call.origin)),
    call.origin,
  );
}
