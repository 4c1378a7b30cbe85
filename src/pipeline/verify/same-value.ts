import type { MapValue, Value } from '../../model/value.ts';

/** Whether two evaluated values mean the same, wherever they come from. */
export function sameValue(a: Value, b: Value): boolean {
  if (a.kind !== b.kind || !sameReference(a, b)) return false;
  if (a.kind === 'list' && b.kind === 'list') {
    return (
      a.items.length === b.items.length &&
      (a.complete !== false) === (b.complete !== false) &&
      a.items.every((item, index) => sameAt(item, b.items[index]))
    );
  }
  if (a.kind === 'map' && b.kind === 'map') return sameMap(a, b);
  if (a.kind === 'unknown' && b.kind === 'unknown') {
    return a.reason === b.reason && JSON.stringify(a.pattern) === JSON.stringify(b.pattern);
  }
  if ('value' in a && 'value' in b) return a.value === b.value;
  return true;
}

function sameMap(a: MapValue, b: MapValue): boolean {
  return (
    a.entries.size === b.entries.size &&
    (a.complete !== false) === (b.complete !== false) &&
    [...a.entries].every(([key, value]) => sameAt(value, b.entries.get(key)))
  );
}

function sameAt(a: Value, b: Value | undefined): boolean {
  return b !== undefined && sameValue(a, b);
}

function sameReference(a: Value, b: Value): boolean {
  return (
    a.reference?.address === b.reference?.address &&
    a.reference?.attribute === b.reference?.attribute
  );
}
