import type {
  BooleanValue,
  ListValue,
  MapValue,
  NullValue,
  NumberValue,
  Origin,
  Reference,
  StringValue,
  UnknownValue,
  Value,
} from '../../../model/value.ts';

/** Constructors of values. The origin is where the value is decided; null when no single place does. */

export function nullValue(origin: Origin | null): NullValue {
  return { kind: 'null', origin };
}

export function stringValue(value: string, origin: Origin | null): StringValue {
  return { kind: 'string', value, origin };
}

export function numberValue(value: number, origin: Origin | null): NumberValue {
  return { kind: 'number', value, origin };
}

export function booleanValue(value: boolean, origin: Origin | null): BooleanValue {
  return { kind: 'boolean', value, origin };
}

export function listValue(
  items: readonly Value[],
  origin: Origin | null,
  complete = true,
): ListValue {
  return complete ? { kind: 'list', items, origin } : { kind: 'list', items, origin, complete };
}

export function mapValue(
  entries: ReadonlyMap<string, Value>,
  origin: Origin | null,
  complete = true,
): MapValue {
  return complete ? { kind: 'map', entries, origin } : { kind: 'map', entries, origin, complete };
}

export function unknownValue(
  reason: string,
  origin: Origin | null,
  more: { readonly pattern?: readonly (string | null)[]; readonly reference?: Reference } = {},
): UnknownValue {
  return { kind: 'unknown', reason, origin, ...more };
}

/** An expression that Terraform would refuse: what `try` and `can` look for. To everything else it is an unknown. */
export interface FailedValue extends UnknownValue {
  readonly failed: true;
}

export function failedValue(reason: string, origin: Origin | null): FailedValue {
  return { kind: 'unknown', reason, origin, failed: true };
}

export function isFailed(value: Value): value is FailedValue {
  return value.kind === 'unknown' && 'failed' in value;
}

/** What in the value Terraform would refuse; null when nothing is. */
export function failureIn(value: Value): FailedValue | null {
  if (isFailed(value)) return value;
  if (value.kind !== 'list' && value.kind !== 'map') return null;
  for (const part of value.kind === 'list' ? value.items : value.entries.values()) {
    const failure = failureIn(part);
    if (failure !== null) return failure;
  }
  return null;
}

/** The same value, decided elsewhere. */
export function withOrigin<V extends Value>(value: V, origin: Origin | null): V {
  return { ...value, origin };
}

/** A text, with the document that it says; the text alone where that is no list or map, or the text failed. */
export function withDocument(text: Value, document: Value): Value {
  if (text.kind !== 'string' && (text.kind !== 'unknown' || isFailed(text))) return text;
  return document.kind === 'list' || document.kind === 'map' ? { ...text, document } : text;
}

/** The same value, sensitive when `sensitive` is. */
export function markedSensitive<V extends Value>(value: V, sensitive: boolean | undefined): V {
  return sensitive === true && value.sensitive !== true ? { ...value, sensitive } : value;
}

/** Whether the value and everything in it is known. */
export function isKnown(value: Value): boolean {
  if (value.kind === 'unknown') return false;
  if (value.kind === 'list') return value.complete !== false && value.items.every(isKnown);
  if (value.kind === 'map')
    return value.complete !== false && [...value.entries.values()].every(isKnown);
  return true;
}

/** Why something in the value is not known; null when everything is. */
export function unknownReason(value: Value): string | null {
  if (value.kind === 'unknown') return value.reason;
  if (value.kind === 'list' || value.kind === 'map') {
    const parts = value.kind === 'list' ? value.items : [...value.entries.values()];
    for (const part of parts) {
      const reason = unknownReason(part);
      if (reason !== null) return reason;
    }
    if (value.complete === false) return 'not all elements are known';
  }
  return null;
}

/** Entries in the order in which Terraform goes through a map: by key. */
export function sortedEntries(map: MapValue): readonly (readonly [string, Value])[] {
  return [...map.entries].sort(([a], [b]) => compareText(a, b));
}

/** Terraform's order of strings: by code point. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
