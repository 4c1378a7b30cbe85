import type { Range } from '../../../model/source.ts';
import type { MapValue, Origin, Value } from '../../../model/value.ts';
import { type Budget, MAX_DEPTH } from './budget.ts';
import type { Place } from './scope.ts';
import { tooMuch } from './scope.ts';
import { withDocument } from './values.ts';

/**
 * Origins while values travel. A value that merely passes through a variable, local or argument keeps
 * the origin where it is written, and notes the place in `via`.
 */

/** The value of an expression at `place`, after everything in it that comes from elsewhere has noted that place. */
export function passedThrough(value: Value, place: Place, range: Range, budget: Budget): Value {
  return mapOrigins(value, budget, (origin) =>
    isWithin(origin, place.file.path, range)
      ? origin
      : { ...origin, via: [...origin.via, place.label] },
  );
}

/** An element that is bound to `each` or to a block's iterator: an edit of it changes that element only. */
export function asElement(
  value: Value,
  layer: 'map-entry' | 'list-element',
  key: string,
  budget: Budget,
): Value {
  return mapOrigins(value, budget, (origin) => ({
    ...origin,
    layer,
    label: `${origin.label}, ${layer === 'map-entry' ? 'entry' : 'element'} ${key}`,
  }));
}

function isWithin(origin: Origin, path: string, range: Range): boolean {
  return origin.path === path && origin.range.start >= range.start && origin.range.end <= range.end;
}

/** What the copy of one value costs of the budget. */
const COPY_COST = 4;

/** Changes every origin in the value; keeps the very objects where nothing changes. */
function mapOrigins(
  value: Value,
  budget: Budget,
  change: (origin: Origin) => Origin,
  depth = 0,
): Value {
  if (depth > MAX_DEPTH || !budget.spend(COPY_COST)) return tooMuch(value.origin);
  const origin = value.origin === null ? null : change(value.origin);
  const moved = origin === value.origin ? value : { ...value, origin };
  if (moved.kind === 'list') {
    const items = moved.items.map((item) => mapOrigins(item, budget, change, depth + 1));
    const same = items.every((item, index) => item === moved.items[index]);
    return same ? moved : { ...moved, items };
  }
  if (moved.kind === 'map')
    return withMovedEntries(moved, (entry) => mapOrigins(entry, budget, change, depth + 1));
  if ('document' in moved && moved.document !== undefined)
    return withDocument(moved, mapOrigins(moved.document, budget, change, depth + 1));
  return moved;
}

function withMovedEntries(map: MapValue, move: (entry: Value) => Value): MapValue {
  const entries = new Map<string, Value>();
  let same = true;
  for (const [key, entry] of map.entries) {
    const moved = move(entry);
    same &&= moved === entry;
    entries.set(key, moved);
  }
  return same ? map : { ...map, entries };
}
