import type { MapValue, Value } from '../../../../model/value.ts';
import { toStringValue } from '../convert.ts';
import {
  failedValue,
  isFailed,
  listValue,
  mapValue,
  sortedEntries,
  stringValue,
  unknownValue,
} from '../values.ts';
import { type Call, define, type FunctionGroup } from './function.ts';

/** Functions over maps. Entries keep their own origins; the map is decided by the call. */
export const mapFunctions: FunctionGroup = {
  merge: (args, call) => merge(args, call),
  keys: define(['any'], (call, map) =>
    overMap(call, map, (known) =>
      sortedEntries(known).map(([key]) => stringValue(key, call.origin)),
    ),
  ),
  values: define(['any'], (call, map) =>
    overMap(call, map, (known) => sortedEntries(known).map(([, value]) => value)),
  ),
  zipmap: define(['list', 'list'], (call, keys, values) => {
    if (keys.items.length !== values.items.length) {
      return failedValue('zipmap() takes lists of equal length', call.origin);
    }
    const entries = new Map<string, Value>();
    let complete = true;
    for (const [index, item] of keys.items.entries()) {
      const key = toStringValue(item);
      const value = values.items[index];
      if (key.kind === 'string' && value !== undefined) entries.set(key.value, value);
      else complete = false;
    }
    return mapValue(entries, call.origin, complete);
  }),
  map: (args, call) => {
    const entries = new Map<string, Value>();
    for (let index = 0; index + 1 < args.length; index += 2) {
      const [key, value] = args.slice(index, index + 2);
      if (key?.kind === 'string' && value !== undefined) entries.set(key.value, value);
    }
    return mapValue(entries, call.origin);
  },
  tomap: define(['any'], (_, value) =>
    value.kind === 'map' || value.kind === 'unknown' || value.kind === 'null'
      ? value
      : failedValue('a map is required', value.origin),
  ),
  transpose: define(['map'], (call, map) => {
    const entries = new Map<string, Value[]>();
    for (const [key, list] of sortedEntries(map)) {
      if (list.kind !== 'list') return unknownValue('transpose() takes lists', call.origin);
      for (const item of list.items) {
        if (item.kind !== 'string') return unknownValue('an element is not known', call.origin);
        entries.set(item.value, [
          ...(entries.get(item.value) ?? []),
          stringValue(key, call.origin),
        ]);
      }
    }
    const lists = Array.from(
      entries,
      ([key, items]) => [key, listValue(items, call.origin)] as const,
    );
    return mapValue(new Map(lists), call.origin);
  }),
};

/** Later maps win. A map that is not known may override every entry before it, so those become unknown. */
function merge(args: readonly Value[], call: Call): Value {
  let entries = new Map<string, Value>();
  let complete = true;
  for (const arg of args) {
    if (arg.kind === 'null') continue;
    if (isFailed(arg)) return { ...arg, origin: call.origin };
    if (arg.kind !== 'map' && arg.kind !== 'unknown') {
      return failedValue('merge() takes maps', call.origin);
    }
    if (arg.kind === 'unknown' || arg.complete === false) {
      complete = false;
      const reason = arg.kind === 'unknown' ? arg.reason : 'not all entries of a map are known';
      entries = new Map(
        Array.from(entries, ([key, value]) => [key, unknownValue(reason, value.origin)]),
      );
    }
    if (arg.kind === 'map') for (const [key, value] of arg.entries) entries.set(key, value);
  }
  return mapValue(entries, call.origin, complete);
}

function overMap(call: Call, map: Value, pick: (map: MapValue) => readonly Value[]): Value {
  if (map.kind === 'unknown') return unknownValue(map.reason, call.origin);
  if (map.kind !== 'map') return failedValue(`${call.name}() takes a map`, call.origin);
  return listValue(pick(map), call.origin, map.complete !== false);
}
