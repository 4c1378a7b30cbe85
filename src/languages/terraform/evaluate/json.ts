import type { Json } from '../../../foundation/json.ts';
import type { Origin, Value } from '../../../model/value.ts';
import { numberText } from './convert.ts';
import type { Text } from './text.ts';
import {
  booleanValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  sortedEntries,
  stringValue,
  unknownValue,
} from './values.ts';

/** A JSON string literal as Go writes it: `<`, `>` and `&` escaped. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Writes a value as JSON, as `jsonencode` does; what is not known becomes a hole. */
export function addJson(text: Text, value: Value): void {
  if (value.sensitive === true) text.markSensitive();
  if (value.kind === 'list') {
    const items = value.items.map((item) => () => addJson(text, item));
    addSequence(text, '[', items, ']', value.complete);
  } else if (value.kind === 'map') {
    const entries = sortedEntries(value).map(([key, entry]) => () => {
      text.add(`${jsonString(key)}:`);
      addJson(text, entry);
    });
    addSequence(text, '{', entries, '}', value.complete);
  } else if (value.kind === 'unknown') addUnknown(text, value);
  else text.add(jsonText(value) ?? '');
}

/** A string with known parts keeps its quotes; of anything else not even those are known. */
function addUnknown(text: Text, value: Value & { readonly kind: 'unknown' }): void {
  if (value.pattern === undefined) {
    text.addValue(value);
    return;
  }
  const pattern = value.pattern.map((part) =>
    part === null ? null : jsonString(part).slice(1, -1),
  );
  text.addPattern(['"', ...pattern, '"'], value.reason);
}

function addSequence(
  text: Text,
  open: string,
  items: readonly (() => void)[],
  close: string,
  complete: boolean | undefined,
): void {
  text.add(open);
  items.forEach((add, index) => {
    if (index > 0) text.add(',');
    add();
  });
  if (complete === false) text.addHole('not all elements are known');
  text.add(close);
}

/** A known value as JSON text; null when something in it is not known. */
export function jsonText(value: Value): string | null {
  switch (value.kind) {
    case 'string':
      return jsonString(value.value);
    case 'number':
      return numberText(value.value);
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'unknown':
      return null;
    case 'list': {
      const items = value.items.map(jsonText);
      return value.complete === false || items.includes(null) ? null : `[${items.join(',')}]`;
    }
    case 'map': {
      const entries = sortedEntries(value).map(
        ([key, entry]) => [jsonString(key), jsonText(entry)] as const,
      );
      if (value.complete === false || entries.some(([, entry]) => entry === null)) return null;
      return `{${entries.map(([key, entry]) => `${key}:${entry}`).join(',')}}`;
    }
  }
}

/** Characters of private use that stand for holes while a pattern is parsed: in a string, and for a whole value. */
const HOLE = '\u{e000}';
const ANYTHING = '\u{e001}';

/**
 * The value of a JSON text of which parts may not be known, as long as the holes are within strings or stand
 * for whole values; null when it is no JSON, or its structure is not known.
 */
export function decodeJson(value: Value, origin: Origin | null): Value | null {
  if (value.kind === 'string') return parsed(value.value, (json) => fromJson(json, origin));
  if (value.kind !== 'unknown' || value.pattern === undefined) return null;
  return parsed(marked(value.pattern), (json) => withHoles(fromJson(json, origin), value.reason));
}

/** The text with a mark for each hole. */
function marked(pattern: readonly (string | null)[]): string {
  let inString = false;
  const pieces = pattern.map((part) => {
    if (part === null) return inString ? HOLE : JSON.stringify(ANYTHING);
    for (let at = 0; at < part.length; at++) {
      if (inString && part[at] === '\\') at++;
      else if (part[at] === '"') inString = !inString;
    }
    return part;
  });
  return pieces.join('');
}

function parsed(text: string, read: (json: Json) => Value): Value | null {
  try {
    return read(JSON.parse(text) as Json);
  } catch {
    return null;
  }
}

function withHoles(value: Value, reason: string): Value {
  if (value.kind === 'list') {
    // In a list it may be several elements: which ones come after it is not known.
    const unknown = value.items.findIndex(isAnything);
    const known = unknown === -1 ? value.items : value.items.slice(0, unknown);
    const items = known.map((item) => withHoles(item, reason));
    return listValue(items, value.origin, unknown === -1);
  }
  if (isAnything(value)) return unknownValue(reason, value.origin);
  if (value.kind === 'map') {
    const known = [...value.entries].filter(([key]) => !key.includes(HOLE));
    const entries = known.map(([key, entry]) => [key, withHoles(entry, reason)] as const);
    return mapValue(new Map(entries), value.origin, known.length === value.entries.size);
  }
  if (value.kind !== 'string' || !value.value.includes(HOLE)) return value;
  const parts = value.value
    .split(HOLE)
    .flatMap((part) => [null, part])
    .slice(1);
  return unknownValue(reason, value.origin, { pattern: parts.filter((part) => part !== '') });
}

function isAnything(value: Value): boolean {
  return value.kind === 'string' && value.value === ANYTHING;
}

/** JSON as a value. Its parts have no origin of their own: the text that it was decoded from decides them. */
export function fromJson(json: Json, origin: Origin | null): Value {
  if (json === null) return nullValue(origin);
  if (typeof json === 'string') return stringValue(json, origin);
  if (typeof json === 'number') return numberValue(json, origin);
  if (typeof json === 'boolean') return booleanValue(json, origin);
  if (isList(json)) {
    return listValue(
      json.map((item) => fromJson(item, origin)),
      origin,
    );
  }
  const entries = Object.entries(json).map(
    ([key, entry]) => [key, fromJson(entry, origin)] as const,
  );
  return mapValue(new Map(entries), origin);
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
