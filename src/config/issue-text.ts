import { z } from 'zod';
import { closest } from '../foundation/closest.ts';

/** A validator's complaint, in words. */
export interface IssueText {
  readonly path: readonly (string | number)[];
  /** Whether the key itself is wrong, not its value. */
  readonly aboutKey: boolean;
  readonly message: string;
  readonly meant: string | null;
}

type Issue = z.core.$ZodIssue;
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Every issue as one sentence or more; an unknown key each on its own. */
export function issueTexts(
  issues: readonly Issue[],
  schema: z.ZodType,
  input: unknown,
): readonly IssueText[] {
  const jsonSchema = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return issues.flatMap((issue) => textsOf(issue, jsonSchema, input));
}

function textsOf(issue: Issue, schema: JsonSchema, input: unknown): readonly IssueText[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const value = valueAt(input, path);
  const text = (message: string, meant: string | null = null): readonly IssueText[] => [
    { path, aboutKey: false, message: `${subject(path)} ${message}`, meant },
  ];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(schemaAt(schema, path));
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
      if (value === undefined) return text(`is missing; it ${choice}.`);
      return text(
        `is ${show(value)}; it ${choice}.`,
        typeof value === 'string' ? closest(value, allowed) : null,
      );
    }
    case 'invalid_type':
      return value === undefined
        ? text(`is missing; it must be ${named(issue.expected)}.`)
        : text(`is ${show(value)}; it must be ${named(issue.expected)}.`);
    case 'too_big':
      return text(`is too large; at most ${issue.maximum} ${unit(issue.origin)}.`);
    case 'too_small':
      return text(`is too small; at least ${issue.minimum} ${unit(issue.origin)}.`);
    case 'invalid_union':
      return text(`is ${show(value)}; ${unionMessage(issue)}.`);
    case 'custom': {
      const meant: unknown = issue.params?.meant;
      return text(
        `is ${show(value)}; it ${issue.message}.`,
        typeof meant === 'string' ? meant : null,
      );
    }
    default:
      return text(`is ${show(value)}; it ${issue.message}.`);
  }
}

function unionMessage(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const expected = issue.errors
    .flatMap((branch) => branch[0] ?? [])
    .flatMap((first) =>
      first.code === 'invalid_type' && first.path.length === 0 ? [named(first.expected)] : [],
    );
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

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined,
    input,
  );
}

function schemaAt(schema: JsonSchema, path: readonly (string | number)[]): JsonSchema {
  return path.reduce<JsonSchema>((at, step) => {
    const properties = at.properties ?? {};
    const next =
      (Object.hasOwn(properties, step) ? properties[step] : undefined) ??
      (typeof step === 'number' ? at.items : at.additionalProperties) ??
      {};
    return typeof next === 'object' && !Array.isArray(next) ? (next as JsonSchema) : {};
  }, schema);
}

function knownKeys(schema: JsonSchema): readonly string[] {
  return Object.keys(schema.properties ?? {});
}
