import type { Json, JsonObject } from '../../foundation/json.ts';

const DEEPEST = 64;
const LONGEST = 65_536;

// Copied by assignment, this key would set the prototype of the copy.
const POLLUTING = '__proto__';

/**
 * An object from outside without what harms later: NUL and halves of surrogate pairs are replaced, the
 * key `__proto__` is left out, texts end at 65,536 characters. Null when it is nested more
 * than 64 levels deep. What needs no change is not copied.
 */
export function clean(value: JsonObject): JsonObject | null {
  return depthWithin(value, DEEPEST) ? cleanObject(value) : null;
}

function depthWithin(value: Json, levels: number): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (levels === 0) return false;
  for (const item of Object.values(value)) if (!depthWithin(item, levels - 1)) return false;
  return true;
}

function cleanValue(value: Json): Json {
  if (typeof value === 'string') return cleanText(value);
  if (value === null || typeof value !== 'object') return value;
  if (!isList(value)) return cleanObject(value);
  let changed: Json[] | null = null;
  for (const [index, item] of value.entries()) {
    const cleaned = cleanValue(item);
    if (cleaned === item) continue;
    changed ??= [...value];
    changed[index] = cleaned;
  }
  return changed ?? value;
}

function cleanObject(value: JsonObject): JsonObject {
  let changed = false;
  const entries: [string, Json][] = [];
  for (const key of Object.keys(value)) {
    const name = cleanText(key);
    const item = value[key] ?? null;
    const cleaned = cleanValue(item);
    changed ||= name !== key || cleaned !== item || key === POLLUTING;
    if (key !== POLLUTING) entries.push([name, cleaned]);
  }
  return changed ? Object.fromEntries(entries) : value;
}

function cleanText(text: string): string {
  const kept = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  // PostgreSQL's jsonb holds neither NUL nor half a surrogate pair.
  return kept.toWellFormed().replaceAll('\0', '\ufffd');
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
