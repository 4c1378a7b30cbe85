import { z } from 'zod';
import type { Json } from '../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { EditIntent } from '../../../model/language.ts';
import { equalTo } from '../compare.ts';
import { fails, fault, met, noWork, unknown } from '../examination.ts';
import { type Lookup, lookup, parsePath, pathText } from '../lookup.ts';
import {
  oneTest,
  oneTestMessage,
  type PropertyTest,
  runTest,
  testOf,
  testShape,
} from '../property-test.ts';
import { forProvider, hasProvider, versionsSchema } from '../provider-version.ts';
import {
  below,
  type Refusal,
  type Requirement,
  type Scope,
  type Truth,
  type Work,
} from '../scope.ts';
import { templateValueSchema, toJson, toWritten } from '../template-value.ts';

const meaning = z.enum(['fails', 'passes', 'unknown']);
const meanings = z.union([
  meaning,
  z.array(z.strictObject({ provider: versionsSchema, is: meaning })).min(1),
]);
type Meanings = z.infer<typeof meanings>;
const truthOf = { fails: 'no', passes: 'yes', unknown: 'unknown' } as const;

/** `{property: storage_encrypted, equals: true}`: the value that an argument must have. */
export const property = () =>
  z
    .strictObject({
      property: z
        .string()
        .min(1)
        .describe('The path of the property: `a.b`; `.` is the element itself.'),
      ...testShape,
      absent: meanings
        .default('fails')
        .describe(
          'What it means for the running resource that the property is not written; by version of the provider where its default has changed.',
        ),
      provider: versionsSchema
        .optional()
        .describe('The versions of the provider that know the property: ">= 4.0".'),
      write: templateValueSchema
        .optional()
        .describe('What the fix writes; default: the value that the test asks for.'),
    })
    .refine(oneTest, oneTestMessage)
    .transform((fields): Requirement => {
      const path = parsePath(fields.property);
      const test = testOf(fields);
      return {
        types: [],
        arguments: (at) => [below(at, path)],
        reads: () => [],
        examine: (scope) => {
          const absent = meaningOf(fields.absent, scope);
          const examination = examine(scope, path, test, absent, fields.write);
          return forProvider(examination, scope, fields.provider);
        },
      };
    });

/** Unknown where the versions that the code allows have different defaults. */
function meaningOf(absent: Meanings, scope: Scope): Truth {
  if (typeof absent === 'string') return truthOf[absent];
  const possible = absent.filter(({ provider }) => hasProvider(scope, provider) !== 'no');
  const truths = new Set(possible.map(({ is }) => truthOf[is]));
  const [only, ...others] = truths;
  return only === undefined || others.length > 0 ? 'unknown' : only;
}

function examine(
  scope: Scope,
  path: readonly string[],
  test: PropertyTest,
  absent: Truth,
  write: Json | undefined,
) {
  const found = lookup(scope.value, path, scope.base);
  const answer = runTest(test, found, absent, scope);
  const present = path[0] !== undefined && lookup(scope.value, path.slice(0, 1)).kind !== 'absent';
  if (answer.truth === 'yes') return met(present);
  const here = fault(scope, answer.because, found.path);
  const mend = () => mendProperty(scope, found, test, write);
  return answer.truth === 'no' ? fails([here], present, mend) : unknown(here, present, mend);
}

function mendProperty(
  scope: Scope,
  found: Lookup,
  test: PropertyTest,
  write: Json | undefined,
): Result<Work, Refusal> {
  const { resource } = scope;
  if (write === undefined && test.name === 'exists' && !test.wanted)
    return work({ kind: 'remove', resource, path: found.path });
  if (write === undefined && found.kind === 'found' && found.value.kind === 'list') {
    if (test.name === 'contains') return appendMissing(scope, found, test.wanted);
    if (test.name === 'excludes') return removeUnwanted(scope, found, test.wanted);
  }
  const value = write ?? satisfying(test);
  if (value === undefined)
    return failed({
      reason: `The template does not say what to write for ${pathText(found.path)}.`,
    });
  const written = toWritten(value, scope);
  if (!written.ok) return written;
  return work({ kind: 'set', resource, path: found.path, value: written.value });
}

/** The value that satisfies the test by itself. */
function satisfying(test: PropertyTest): Json | undefined {
  switch (test.name) {
    case 'equals':
    case 'at-least':
    case 'at-most':
    case 'contains':
      return test.wanted;
    case 'one-of':
      return Array.isArray(test.wanted) ? test.wanted[0] : undefined;
    default:
      return undefined;
  }
}

function appendMissing(
  scope: Scope,
  found: Lookup & { kind: 'found' },
  wanted: Json,
): Result<Work, Refusal> {
  const items = listOf(wanted, scope);
  if (!items.ok) return items;
  const missing = items.value.filter((item) => !holds(found, item));
  return work(
    ...missing.map(
      (value): EditIntent => ({
        kind: 'append',
        resource: scope.resource,
        path: found.path,
        value: { kind: 'literal', value },
      }),
    ),
  );
}

function removeUnwanted(
  scope: Scope,
  found: Lookup & { kind: 'found' },
  wanted: Json,
): Result<Work, Refusal> {
  const items = listOf(wanted, scope);
  if (!items.ok) return items;
  if (found.value.kind !== 'list') return ok(noWork);
  return work(
    ...found.value.items.flatMap((item, index): EditIntent[] =>
      items.value.some((one) => equalTo(item, one) === 'yes')
        ? [{ kind: 'remove', resource: scope.resource, path: [...found.path, index] }]
        : [],
    ),
  );
}

function holds(found: Lookup & { kind: 'found' }, item: Json): boolean {
  return (
    found.value.kind === 'list' && found.value.items.some((one) => equalTo(one, item) === 'yes')
  );
}

function listOf(value: Json, scope: Scope): Result<readonly Json[], Refusal> {
  const json = toJson(value, scope);
  if (!json.ok) return json;
  return ok(Array.isArray(json.value) ? (json.value as readonly Json[]) : [json.value]);
}

function work(...intents: readonly EditIntent[]): Result<Work, Refusal> {
  return ok({ ...noWork, intents });
}
