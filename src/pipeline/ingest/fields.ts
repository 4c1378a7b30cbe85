import { z } from 'zod';
import type { Json, JsonObject } from '../../foundation/json.ts';

/**
 * Pieces of the formats' schemas. What a reader needs is strict; a field that it can do without counts
 * as absent when it is of the wrong kind.
 */

const LONGEST_ID = 2048;

/** An id that must be there. */
export const id = z.string().trim().min(1, 'is empty').max(LONGEST_ID, 'is too long for an id');

/** A text that may be absent. */
export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value === undefined || value === '' ? null : value));

/** A number that may be absent, or written as a text. */
export const number = z.coerce.number().nullish().catch(null);

/** A list of texts that may be absent, or be a single text. */
export const texts = z
  .union([z.array(z.unknown()), z.string().transform((value) => [value])])
  .nullish()
  .catch(null)
  .transform((values) => (values ?? []).filter((value) => typeof value === 'string'));

/** An address of a web page; anything but https counts as absent. */
export const url = text.transform((value) => (value?.startsWith('https://') ? value : null));

/** An object that may be absent, as it is. */
export const object = z
  .custom<JsonObject>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  )
  .nullish()
  .catch(null);

/** Anything, as it is: a report is JSON throughout. */
export const json = z.custom<Json>(() => true).optional();

/** The first complaint of a schema, with the JSON path of the place: `$.Findings[3].Resources: is empty`. */
export function complaint(path: string, error: z.ZodError): string {
  const [issue] = error.issues;
  const place = (issue?.path ?? []).map(step).join('');
  const message = (issue?.message ?? 'is not readable').replace(/^Invalid input: /, '');
  return `${path}${place}: ${message.replace(', received undefined', ', and it is missing')}.`;
}

function step(key: PropertyKey): string {
  if (typeof key === 'number') return `[${key}]`;
  const name = String(key);
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
