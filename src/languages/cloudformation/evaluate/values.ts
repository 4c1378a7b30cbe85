import type { Range } from '../../../model/source.ts';
import type { Origin, Reference, UnknownValue, Value } from '../../../model/value.ts';
import { isNull, type ScalarNode } from '../syntax/node.ts';
import type { Scope } from './scope.ts';

// CloudFormation reads YAML 1.1; JSON's literals are among these. `y` and `n` alone are read as text.
const TRUE = /^(true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const FALSE = /^(false|False|FALSE|no|No|NO|off|Off|OFF)$/;

/** `{{resolve:ssm:/db/public}}`: looked up when the stack is deployed. */
const DYNAMIC_REFERENCE = /\{\{resolve:[^{}]*\}\}/;

/** The value of a scalar as it is written. Numbers that would not print as they are written stay text (`010`). */
export function scalarValue(node: ScalarNode, origin: Origin | null): Value {
  const { text } = node;
  if (DYNAMIC_REFERENCE.test(text)) {
    const parts = text.split(DYNAMIC_REFERENCE);
    const pattern = parts.flatMap((part, index) => (index === 0 ? [part] : [null, part]));
    const reason = 'a dynamic reference is looked up at deployment';
    return { kind: 'unknown', reason, pattern: pattern.filter((part) => part !== ''), origin };
  }
  if (node.style !== 'plain' || node.tag === '!!str')
    return { kind: 'string', value: text, origin };
  if (isNull(node)) return { kind: 'null', origin };
  if (TRUE.test(text)) return { kind: 'boolean', value: true, origin };
  if (FALSE.test(text)) return { kind: 'boolean', value: false, origin };
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text
    ? { kind: 'number', value: number, origin }
    : { kind: 'string', value: text, origin };
}

/** The place of something written in this scope. */
export function originOf(range: Range, scope: Scope): Origin {
  return { path: scope.path, range, layer: scope.layer, label: scope.label, via: [] };
}

/** A value that the code does not determine. */
export function unknown(reason: string, reference?: Reference): UnknownValue {
  const common: UnknownValue = { kind: 'unknown', reason, origin: null };
  return reference === undefined ? common : { ...common, reference };
}

/** The text of a value where it has one: what CloudFormation would write into a string. */
export function textOf(value: Value | undefined): string | null {
  if (value?.kind === 'string') return value.value;
  if (value?.kind === 'number' || value?.kind === 'boolean') return String(value.value);
  return null;
}

/** A value as parts of a text, null for each part that is not known. */
export function partsOf(value: Value | undefined): readonly (string | null)[] {
  if (value?.kind === 'unknown') return value.pattern ?? [null];
  return [textOf(value)];
}

/** The text that the parts make: a string when all are known, else a pattern. */
export function textValue(
  parts: readonly (string | null)[],
  values: readonly (Value | undefined)[],
  origin: Origin | null,
): Value {
  const pattern: (string | null)[] = [];
  for (const part of parts) {
    const last = pattern.at(-1);
    if (part !== null && typeof last === 'string') pattern[pattern.length - 1] = last + part;
    else if (part !== null || last !== null) pattern.push(part);
  }
  const shared = sharedFacts(values, origin);
  const [only = ''] = pattern;
  if (pattern.length <= 1 && only !== null) return { kind: 'string', value: only, ...shared };
  const reason = values.find((value) => value?.kind === 'unknown')?.reason ?? 'a part is not known';
  return { kind: 'unknown', reason, pattern, ...shared };
}

/** Where a text comes from and what it depends on, by its parts. One reference stands for the whole. */
function sharedFacts(values: readonly (Value | undefined)[], origin: Origin | null) {
  const references = values.flatMap((value) => value?.reference ?? []);
  const [reference] = references;
  return {
    origin,
    ...(references.length === 1 && reference !== undefined ? { reference } : {}),
    ...(values.some((value) => value?.sensitive === true) ? { sensitive: true } : {}),
  };
}

/** The elements that are written or referred to; null when the value is no complete list. */
export function knownItems(value: Value | undefined): readonly Value[] | null {
  return value?.kind === 'list' && value.complete !== false ? value.items : null;
}
