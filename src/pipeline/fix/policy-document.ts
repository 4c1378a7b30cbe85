import { partsOf } from '../../model/document.ts';
import type { PropertyPath, Value } from '../../model/value.ts';
import type { Lookup } from './lookup.ts';

/** A part of a policy of which the code does not tell the value. It stands for any text. */
export const hole = '\u{F0000}';

/** One statement of a policy, as far as the code determines it. */
export interface Statement {
  readonly effect: string;
  /** `*`, or kind → names; null when the statement names none. */
  readonly principal: unknown;
  readonly notPrincipal: unknown;
  readonly condition: unknown;
  readonly raw: Readonly<Record<string, unknown>>;
}

const largest = 200_000;

/** The statements of a policy written as JSON text or as an object; null when that is not known. */
export function readPolicy(value: Value): readonly Statement[] | null {
  const document = toPlain(value);
  if (!isRecord(document)) return null;
  const { Statement: statements } = document;
  const list = Array.isArray(statements) ? statements : [statements];
  const read = list.map(readStatement);
  return read.every((one) => one !== null) ? read : null;
}

/** Where a statement of a policy stands; a policy may have one that is in no list. */
export function statementPath(found: Lookup, index: number): PropertyPath {
  const document = found.kind === 'found' ? partsOf(found.value) : null;
  const isOne = document?.kind === 'map' && document.entries.get('Statement')?.kind === 'map';
  return isOne ? [...found.path, 'Statement'] : [...found.path, 'Statement', index];
}

/** Whether something may contain a value that is not known. */
export function hasHole(plain: unknown): boolean {
  return JSON.stringify(plain ?? null).includes(hole);
}

function readStatement(raw: unknown): Statement | null {
  if (!isRecord(raw) || typeof raw.Effect !== 'string') return null;
  return {
    effect: raw.Effect,
    principal: raw.Principal ?? null,
    notPrincipal: raw.NotPrincipal ?? null,
    condition: raw.Condition ?? null,
    raw,
  };
}

function toPlain(value: Value): unknown {
  switch (value.kind) {
    case 'string':
      return parse(value.value);
    case 'unknown':
      return value.pattern === undefined ? undefined : parse(withHoles(value.pattern));
    default:
      return objectOf(value);
  }
}

/** A policy written as an object: its strings are strings, not JSON. */
function objectOf(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'unknown':
      return hole;
    case 'list':
      return value.complete === false
        ? [...value.items.map(objectOf), hole]
        : value.items.map(objectOf);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, objectOf(item)]));
    default:
      return value.value;
  }
}

/** JSON text in which each unknown part is a hole: in a string as it is, elsewhere as a string of its own. */
function withHoles(pattern: readonly (string | null)[]): string {
  let inString = false;
  const pieces = pattern.map((part) => {
    if (part === null) return inString ? hole : JSON.stringify(hole);
    for (let at = 0; at < part.length; at++) {
      if (inString && part[at] === '\\') at++;
      else if (part[at] === '"') inString = !inString;
    }
    return part;
  });
  return pieces.join('');
}

function parse(text: string): unknown {
  if (text.length > largest) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether it is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
