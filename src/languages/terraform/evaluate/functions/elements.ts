import type { ListValue, Value } from '../../../../model/value.ts';
import { toStringValue } from '../convert.ts';
import { equalValues } from '../equality.ts';
import {
  booleanValue,
  failedValue,
  isFailed,
  nullValue,
  numberValue,
  unknownValue,
} from '../values.ts';
import { type Call, define, type FunctionGroup } from './function.ts';

/** Functions that pick or ask for elements. What is picked keeps its own origin: that is where it is decided. */
export const elementFunctions: FunctionGroup = {
  length: define(['any'], (call, value) => {
    if (value.kind === 'string') return numberValue([...value.value].length, call.origin);
    if (value.kind === 'unknown') return unknownValue(value.reason, call.origin);
    if (value.kind !== 'list' && value.kind !== 'map') {
      return failedValue('length() takes a string, list or map', call.origin);
    }
    if (value.complete === false) return unknownValue('not all elements are known', call.origin);
    return numberValue(
      value.kind === 'list' ? value.items.length : value.entries.size,
      call.origin,
    );
  }),
  element: define(['list', 'number'], (call, list, index) => {
    const { length } = list.items;
    if (length === 0) return failedValue('element() of an empty list', call.origin);
    return list.items[((index % length) + length) % length] ?? nullValue(call.origin);
  }),
  index: define(['list', 'any'], (call, list, wanted) => {
    for (const [index, item] of list.items.entries()) {
      const equal = equalValues(item, wanted);
      if (equal === true) return numberValue(index, call.origin);
      if (equal === null) return unknownValue('an element of the list is not known', call.origin);
    }
    return failedValue('the list has no such element', call.origin);
  }),
  lookup: define(['any', 'string', 'any?'], (call, map, key, standard) => {
    if (map.kind === 'unknown') return unknownValue(map.reason, call.origin);
    if (map.kind !== 'map') return failedValue('lookup() takes a map', call.origin);
    const entry = map.entries.get(key);
    if (entry !== undefined) return entry;
    if (map.complete === false) return unknownValue(`"${key}" is not known`, call.origin);
    return standard ?? failedValue(`the map has no "${key}"`, call.origin);
  }),
  contains: define(['any', 'any'], (call, list, wanted) => contains(call, list, wanted)),
  coalesce: (args, call) => {
    for (const arg of args) {
      if (isFailed(arg)) return arg;
      if (arg.kind === 'unknown' && !isNeverEmpty(arg))
        return unknownValue(arg.reason, call.origin);
      if (arg.kind !== 'null' && !(arg.kind === 'string' && arg.value === '')) {
        return args.some((other) => other.kind === 'string') ? toStringValue(arg) : arg;
      }
    }
    return failedValue('every argument of coalesce() is null or empty', call.origin);
  },
  coalescelist: (args, call) => {
    for (const arg of args) {
      if (arg.kind === 'unknown') return unknownValue(arg.reason, call.origin);
      if (arg.kind !== 'list') continue;
      if (arg.items.length > 0) return arg;
      if (arg.complete === false) return unknownValue('not all elements are known', call.origin);
    }
    return failedValue('every list of coalescelist() is empty', call.origin);
  },
  one: define(['any'], (call, value) => {
    if (value.kind === 'unknown') return unknownValue(value.reason, call.origin);
    if (value.kind === 'null') return value;
    if (value.kind !== 'list') return failedValue('one() takes a list', call.origin);
    if (value.complete === false) return unknownValue('not all elements are known', call.origin);
    if (value.items.length > 1) return failedValue('one() of several elements', call.origin);
    return value.items[0] ?? nullValue(call.origin);
  }),
  alltrue: define(['list'], (call, list) => quantified(call, list, false)),
  anytrue: define(['list'], (call, list) => quantified(call, list, true)),
};

/** A string with a known part is not empty, and an attribute of a made resource is neither null nor empty. */
function isNeverEmpty(value: Value & { readonly kind: 'unknown' }): boolean {
  return value.pattern?.some((part) => part !== null && part !== '') ?? false;
}

function contains(call: Call, list: Value, wanted: Value): Value {
  if (list.kind === 'unknown') return unknownValue(list.reason, call.origin);
  if (list.kind !== 'list') return failedValue('contains() takes a list', call.origin);
  let undecided = list.complete === false;
  for (const item of list.items) {
    const equal = equalValues(item, wanted);
    if (equal === true) return booleanValue(true, call.origin);
    undecided ||= equal === null;
  }
  return undecided
    ? unknownValue('not all elements of the list are known', call.origin)
    : booleanValue(false, call.origin);
}

/** `alltrue` is decided by one false, `anytrue` by one true. */
function quantified(call: Call, list: ListValue, decisive: boolean): Value {
  const isDecisive = (item: Value) => item.kind === 'boolean' && item.value === decisive;
  if (list.items.some(isDecisive)) return booleanValue(decisive, call.origin);
  const unknown = list.items.find((item) => item.kind === 'unknown');
  if (unknown?.kind === 'unknown') return unknownValue(unknown.reason, call.origin);
  return booleanValue(!decisive, call.origin);
}
