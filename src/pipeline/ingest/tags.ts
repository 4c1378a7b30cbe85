import { isJsonObject, type Json } from '../../foundation/json.ts';

const MOST = 200;
const LONGEST_KEY = 256;
const LONGEST_VALUE = 2048;

/**
 * Tags in any of the forms that sources write: an object, a list of `{Key, Value}` (also in small
 * letters, or `{name, value}`), or a list of `key:value` texts. At most 200; AWS allows 50.
 */
export function readTags(tags: Json | undefined): Readonly<Record<string, string>> {
  // No prototype: a tag may be named `constructor`.
  const read: Record<string, string> = Object.create(null);
  for (const [key, value] of pairs(tags).slice(0, MOST)) {
    if (key !== '' && key.length <= LONGEST_KEY) read[key] = value.slice(0, LONGEST_VALUE);
  }
  return read;
}

function pairs(tags: Json | undefined): [string, string][] {
  if (isJsonObject(tags)) return Object.entries(tags).flatMap(([key, value]) => pair(key, value));
  if (!Array.isArray(tags)) return [];
  return tags.flatMap((tag: Json) => {
    if (typeof tag === 'string') {
      const colon = tag.indexOf(':');
      return colon === -1 ? [] : pair(tag.slice(0, colon), tag.slice(colon + 1).trim());
    }
    if (!isJsonObject(tag)) return [];
    const fields = new Map(Object.entries(tag).map(([name, value]) => [name.toLowerCase(), value]));
    const key = fields.get('key') ?? (fields.has('value') ? fields.get('name') : undefined);
    return typeof key === 'string' ? pair(key, fields.get('value') ?? '') : pairs(tag);
  });
}

function pair(key: string, value: Json): [string, string][] {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  return typeof text === 'string' ? [[key, text]] : [];
}
