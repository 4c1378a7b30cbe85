import type { Value } from '../../../model/value.ts';
import { booleanValue, failedValue, numberValue, stringValue } from './values.ts';

/** Terraform's conversions between the primitive types. Origin and reference stay; what does not convert is a failure. */

export function toStringValue(value: Value): Value {
  switch (value.kind) {
    case 'number':
      return { ...value, ...stringValue(numberText(value.value), value.origin) };
    case 'boolean':
      return { ...value, ...stringValue(String(value.value), value.origin) };
    case 'list':
    case 'map':
      return failedValue('a string is required, not a collection', value.origin);
    default:
      return value;
  }
}

export function toNumberValue(value: Value): Value {
  if (value.kind === 'string') {
    const number = parseNumber(value.value);
    return number === null
      ? failedValue('a number is required', value.origin)
      : { ...value, ...numberValue(number, value.origin) };
  }
  if (value.kind === 'boolean' || value.kind === 'list' || value.kind === 'map') {
    return failedValue('a number is required', value.origin);
  }
  return value;
}

export function toBooleanValue(value: Value): Value {
  if (value.kind === 'string' && (value.value === 'true' || value.value === 'false')) {
    return { ...value, ...booleanValue(value.value === 'true', value.origin) };
  }
  if (
    value.kind === 'string' ||
    value.kind === 'number' ||
    value.kind === 'list' ||
    value.kind === 'map'
  ) {
    return failedValue('true or false is required', value.origin);
  }
  return value;
}

/** Decimal text of a number, as Terraform writes it in strings. */
export function numberText(number: number): string {
  const text = String(number);
  return /e/.test(text) && Math.abs(number) >= 1 ? BigInt(Math.round(number)).toString() : text;
}

/** The number that Terraform reads from the text; null when it is none. */
export function parseNumber(text: string): number | null {
  if (text.length > 100 || !/^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
