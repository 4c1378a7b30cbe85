import { z } from 'zod';
import { closest } from './closest.ts';
import {
  alternatives,
  type JsonSchema,
  kindOf,
  knownKeys,
  schemaAt,
  valueAt,
} from './schema-at.ts';

/** A validator's complaint, in words. */
export interface IssueText {
  readonly path: readonly (string | number)[];
  /** Whether the key itself is wrong, not its value. */
  readonly aboutKey: boolean;
  readonly message: string;
  readonly meant: string | null;
}

type Issue = z.core.$ZodIssue;

/** Every issue as one sentence or more; an unknown key each on its own. */
export function issueTexts(
  issues: readonly Issue[],
  schema: z.ZodType,
  input: unknown,
): readonly IssueText[] {
  const jsonSchema = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return issues.flatMap((issue) => textsOf(issue, jsonSchema, input));
}

/** The sentence, with what was probably meant. */
export function describeIssue({ message, meant }: Pick<IssueText, 'message' | 'meant'>): string {
  return meant === null ? message : `${message} Did you mean "${meant}"?`;
}

/** A validator's issues in a line, for a value that is short enough to need no place inside. */
export function issueLine(issues: readonly Issue[]): string {
  return issues
    .map(({ message, path }) => (path.length === 0 ? message : `${message} (at ${path.join('.')})`))
    .join('; ');
}

function textsOf(issue: Issue, schema: JsonSchema, input: unknown): readonly IssueText[] {
  const path = plainPath(issue.path);
  const value = valueAt(input, path);
  const text = (message: string, meant: string | null = null): readonly IssueText[] => [
    { path, aboutKey: false, message: `${subject(path)}${message}`, meant },
  ];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(kindOf(schemaAt(schema, path, input), value));
      return issue.keys.map((key) => ({
        path: [...path, key],
        aboutKey: true,
        message: `There is no key "${short(key)}" here; known are ${known.join(', ')}.`,
        meant: closest(key, known),
      }));
    }
    case 'invalid_key':
      return [
        {
          path,
          aboutKey: true,
          message: `The key "${short(String(path.at(-1) ?? ''))}" ${issue.issues[0]?.message ?? 'is not allowed'}.`,
          meant: null,
        },
      ];
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const choice =
        allowed.length === 1 ? `must be ${allowed[0]}` : `must be one of ${allowed.join(', ')}`;
      if (value === undefined) return text(` is missing; it ${choice}.`);
      return text(
        ` is ${show(value)}; it ${choice}.`,
        typeof value === 'string' ? closest(value, allowed) : null,
      );
    }
    case 'invalid_type':
      return value === undefined
        ? text(` is missing; it must be ${named(issue.expected)}.`)
        : text(` is ${show(value)}; it must be ${named(issue.expected)}.`);
    case 'too_big':
      return text(` is too large; at most ${issue.maximum} ${unit(issue.origin)}.`);
    case 'too_small':
      return text(` is too small; at least ${issue.minimum} ${unit(issue.origin)}.`);
    case 'invalid_union':
      return isMap(value)
        ? alternativeTexts(issue, value, schema, input)
        : text(` is ${show(value)}; ${unionMessage(issue)}.`);
    case 'custom': {
      const meant: unknown = issue.params?.meant;
      return text(said(issue.message, value), typeof meant === 'string' ? meant : null);
    }
    default:
      return text(said(issue.message, value));
  }
}

/** A check's own words: what the value must be, or a sentence of its own. */
function said(message: string, value: unknown): string {
  const isDemand = /^(?:must|needs) /.test(message);
  return isDemand ? ` is ${show(value)}; it ${message}.` : `: ${message}.`;
}

/** What is wrong with a map that may be one of several kinds, each called by its first key. */
function alternativeTexts(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  value: object,
  schema: JsonSchema,
  input: unknown,
): readonly IssueText[] {
  const path = plainPath(issue.path);
  const kinds = alternatives(schemaAt(schema, path, input)).flatMap((kind) =>
    knownKeys(kind).slice(0, 1),
  );
  const written = kinds.findIndex((kind) => Object.hasOwn(value, kind));
  const meant = written === -1 ? undefined : issue.errors[written];
  if (meant !== undefined)
    return meant.flatMap((inner) =>
      textsOf({ ...inner, path: [...issue.path, ...inner.path] }, schema, input),
    );
  const near = Object.keys(value).flatMap((key) => closest(key, kinds) ?? []);
  const message = `${subject(path)} is a map of no known kind; one of these keys is expected: ${kinds.join(', ')}.`;
  return [{ path, aboutKey: false, message, meant: near[0] ?? null }];
}

function unionMessage(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const expected = issue.errors
    .flatMap((branch) => branch[0] ?? [])
    .filter((first) => first.path.length === 0)
    .flatMap((first) => {
      if (first.code === 'invalid_value') return first.values.map(String);
      return first.code === 'invalid_type' ? [named(first.expected)] : [];
    });
  return expected.length === 0
    ? 'that is not allowed here'
    : `it must be ${[...new Set(expected)].join(' or ')}`;
}

function subject(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'The file' : `"${short(path.join('.'))}"`;
}

function show(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? `"${short(value)}"` : String(value);
}

/** Outside text, short and without control characters. */
function short(value: string): string {
  const printable = value.replace(/\p{Cc}/gu, '?');
  return printable.length > 80 ? `${printable.slice(0, 80)}…` : printable;
}

function named(expected: string): string {
  const names = new Map([
    ['string', 'text (in quotes)'],
    ['int', 'a whole number'],
    ['number', 'a number'],
    ['boolean', 'true or false'],
    ['array', 'a list'],
    ['object', 'a map'],
    ['record', 'a map'],
  ]);
  return names.get(expected) ?? expected;
}

function unit(origin: string): string {
  if (origin === 'string') return 'characters';
  return origin === 'array' ? 'entries' : 'is allowed';
}

function plainPath(path: readonly PropertyKey[]): readonly (string | number)[] {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
