import { patternAllows } from '../../model/pattern.ts';
import type { Value } from '../../model/value.ts';

/** What a value of the code says about a text from the cloud. */
export type Match =
  /** It is this text. */
  | { readonly kind: 'equal' }
  /** It may be this text: the known parts fit. `literal` is how many characters are known. */
  | { readonly kind: 'fits'; readonly literal: number }
  | { readonly kind: 'differs' }
  /** Nothing is known. */
  | { readonly kind: 'open' };

/** Compares an evaluated value with a text. Takes time linear in the text for each known part. */
export function matchValue(value: Value, text: string): Match {
  if (value.kind === 'string')
    return value.value === text ? { kind: 'equal' } : { kind: 'differs' };
  if (value.kind === 'number' || value.kind === 'boolean') {
    return String(value.value) === text ? { kind: 'equal' } : { kind: 'differs' };
  }
  if (value.kind !== 'unknown' || value.pattern === undefined) return { kind: 'open' };
  const literal = literalLength(value.pattern);
  if (literal === 0) return { kind: 'open' };
  return patternAllows(value.pattern, text) ? { kind: 'fits', literal } : { kind: 'differs' };
}

/**
 * What the provider appends to a prefix: 26 characters that begin with the time, or are base 32 in old versions.
 * https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/id/id.go
 */
const appended = /^[0-9a-z]{26}$/;

/** Whether the text is the value and what is made up after it; for `name_prefix` and its kin. */
export function matchPrefix(value: Value, text: string): Match {
  if (value.kind === 'string') {
    const isMade = text.startsWith(value.value) && appended.test(text.slice(value.value.length));
    return isMade ? { kind: 'fits', literal: value.value.length } : { kind: 'differs' };
  }
  if (value.kind !== 'unknown' || value.pattern === undefined) return { kind: 'open' };
  return matchValue({ ...value, pattern: [...value.pattern, null] }, text);
}

function literalLength(pattern: readonly (string | null)[]): number {
  return pattern.reduce((sum, part) => sum + (part?.length ?? 0), 0);
}
