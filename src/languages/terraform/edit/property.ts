import { partsOf } from '../../../model/document.ts';
import type { MapValue, Origin, PropertyPath, Value } from '../../../model/value.ts';

/** How far a path goes through values that exist. */
export interface Reached {
  /** The deepest value on the path that exists. */
  readonly value: Value;
  /** How many steps lead to it. */
  readonly depth: number;
  /** The values on the way, the resource's properties first, `value` last. */
  readonly way: readonly Value[];
}

/** Follows a path into the properties of a resource as far as they are written. */
export function follow(properties: MapValue, path: PropertyPath): Reached {
  const way: Value[] = [properties];
  let value: Value = properties;
  for (const step of path) {
    const next = stepInto(value, step);
    if (next === undefined) break;
    way.push(next);
    value = next;
  }
  return { value, depth: way.length - 1, way };
}

function stepInto(value: Value, step: string | number): Value | undefined {
  if (value.kind === 'map') return value.entries.get(String(step));
  if (value.kind === 'list' && typeof step === 'number') return value.items[step];
  const parts = partsOf(value);
  return parts === value ? undefined : stepInto(parts, step);
}

/** A path as people write it: `ingress[0].cidr_blocks`. */
export function pathText(path: PropertyPath): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`,
    )
    .join('');
}

/** The names in a path, indexes left out. */
export function namesIn(path: PropertyPath): readonly string[] {
  return path.filter((step) => typeof step === 'string');
}

/** Whether two values are decided by the very same text. */
export function isSamePlace(a: Origin, b: Origin): boolean {
  return a.path === b.path && a.range.start === b.range.start && a.range.end === b.range.end;
}
