import { isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts';

/** The most elements of one list that are looked at. */
const MOST = 20;

/** A finding's details are Security Hub's or AWS Config's own: their keys differ in case only. `name` is in small letters. */
export function valueIn(object: JsonObject, name: string): Json | undefined {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** A text that is not empty; else null. */
export function textIn(object: JsonObject, name: string): string | null {
  const value = valueIn(object, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The objects of a list, at most 20. */
export function listIn(object: JsonObject, name: string): readonly JsonObject[] {
  const value = valueIn(object, name);
  return Array.isArray(value) ? value.filter(isJsonObject).slice(0, MOST) : [];
}

/** The texts and numbers at a path, through lists on the way, at most 20 of each. */
export function textsAt(details: JsonObject, path: readonly string[]): readonly string[] {
  const at = (value: Json | undefined, [name, ...rest]: readonly string[]): readonly string[] => {
    if (Array.isArray(value)) {
      const items: readonly Json[] = value;
      const wanted = name === undefined ? [] : [name, ...rest];
      return items.slice(0, MOST).flatMap((item) => at(item, wanted));
    }
    if (name !== undefined) return isJsonObject(value) ? at(valueIn(value, name), rest) : [];
    const isText = typeof value === 'string' ? value !== '' : typeof value === 'number';
    return isText ? [String(value)] : [];
  };
  return at(details, path);
}
