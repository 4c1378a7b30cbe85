import type { Json } from '../../foundation/json.ts';
import { patternAllows } from '../../model/pattern.ts';
import type { Value } from '../../model/value.ts';
import type { Truth } from './scope.ts';

/** Whether a value of the code equals a value of a template. Scalars compare as Terraform converts them: `"true"` is true. */
export function equalTo(value: Value, wanted: Json): Truth {
  switch (value.kind) {
    case 'unknown':
      // What another resource is referred to by (its id, name or ARN) is never empty.
      if (wanted === '' && value.reference !== undefined) return 'no';
      return value.pattern !== undefined &&
        isScalar(wanted) &&
        !patternAllows(value.pattern, String(wanted))
        ? 'no'
        : 'unknown';
    case 'null':
      return wanted === null ? 'yes' : 'no';
    case 'list': {
      if (!Array.isArray(wanted)) return 'no';
      if (value.complete === false) return 'unknown';
      if (value.items.length !== wanted.length) return 'no';
      return every(value.items.map((item, index) => equalTo(item, wanted[index] ?? null)));
    }
    case 'map': {
      if (wanted === null || typeof wanted !== 'object' || Array.isArray(wanted)) return 'no';
      if (value.complete === false) return 'unknown';
      const pairs = Object.entries(wanted);
      if (pairs.length !== value.entries.size) return 'no';
      return every(
        pairs.map(([key, item]) => {
          const entry = value.entries.get(key);
          return entry === undefined ? 'no' : equalTo(entry, item);
        }),
      );
    }
    default:
      return isScalar(wanted) && String(value.value) === String(wanted) ? 'yes' : 'no';
  }
}

/** Yes when all are, no when one is not. */
export function every(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

/** Yes when one is, no when none can be. */
export function some(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('unknown') ? 'unknown' : 'no';
}

/** The opposite; unknown stays unknown. */
export function negate(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'yes' ? 'no' : 'yes';
}

/** A value for people. Secrets are not shown. */
export function show(value: Value): string {
  if (value.sensitive === true) return 'a secret value';
  switch (value.kind) {
    case 'unknown':
      return `not known (${value.reason})`;
    case 'null':
      return 'null';
    case 'list':
      return `[${value.items.map(show).join(', ')}]`.slice(0, 120);
    case 'map':
      return 'a block';
    default:
      return JSON.stringify(value.value).slice(0, 120);
  }
}

function isScalar(value: Json): value is string | number | boolean {
  return value !== null && typeof value !== 'object';
}
