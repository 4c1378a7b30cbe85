import { z } from 'zod';
import type { Json, JsonObject } from '../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { EditIntent, Written } from '../../../model/language.ts';
import { fails, fault, met, noWork, unknown } from '../examination.ts';
import { type Lookup, lookup, parsePath, pathText } from '../lookup.ts';
import { hasHole, isRecord, readPolicy, type Statement } from '../policy-document.ts';
import { below, type Refusal, type Requirement, type Scope, type Work } from '../scope.ts';
import { templateValueSchema, toWritten } from '../template-value.ts';

/** `{statement: policy, contains: {Effect: Deny, ..}}`: a statement that a policy must have. */
export const statement = () =>
  z
    .strictObject({
      statement: z
        .string()
        .min(1)
        .describe('The path of the policy document, as JSON text or object.'),
      contains: z
        .record(z.string(), templateValueSchema)
        .describe(
          'The statement, as IAM writes it. One that has the same effect, principal, actions and condition counts; `Sid` and `Resource` may differ.',
        ),
    })
    .transform((fields): Requirement => {
      const path = parsePath(fields.statement);
      return {
        types: [],
        arguments: (at) => [below(at, path)],
        reads: () => [],
        examine: (scope) => examine(scope, path, fields.contains),
      };
    });

function examine(scope: Scope, path: readonly string[], wanted: JsonObject) {
  const found = lookup(scope.value, path, scope.base);
  const mend = () => addStatement(scope, found, wanted);
  const missing = fault(scope, `${pathText(found.path)} lacks a statement`, found.path);
  if (found.kind === 'absent') return fails([missing], false, mend);
  const statements = found.kind === 'found' ? readPolicy(found.value) : null;
  if (statements === null)
    return unknown(fault(scope, `${pathText(found.path)} is not known`, found.path), true);
  if (statements.some(({ raw }) => covers(raw, wanted))) return met(true);
  const doubtful = statements.find((one) => one.effect === wanted.Effect && mayCover(one));
  return doubtful === undefined
    ? fails([missing], true, mend)
    : unknown(
        fault(scope, `a statement of ${pathText(found.path)} is not known`, found.path),
        true,
      );
}

/** Whether a statement says what is wanted, whatever its resources are. */
function covers(raw: Statement['raw'], wanted: JsonObject): boolean {
  return Object.entries(wanted).every(([key, value]) => {
    if (key === 'Sid' || key === 'Resource') return true;
    if (key === 'Principal' && value === '*')
      return raw.Principal === '*' || asText(raw.Principal) === '{"AWS":["*"]}';
    return includes(raw[key], value);
  });
}

/** Lists contain, objects have, and scalars are the same text. */
function includes(is: unknown, wanted: Json): boolean {
  if (Array.isArray(wanted)) return wanted.every((item) => includes(is, item));
  if (typeof wanted === 'object' && wanted !== null)
    return isRecord(is) && Object.entries(wanted).every(([key, item]) => includes(is[key], item));
  return [is].flat().some((item) => String(item) === String(wanted));
}

function mayCover({ condition, principal, raw }: Statement): boolean {
  return hasHole(condition) || hasHole(principal) || hasHole(raw.Action);
}

function asText(principal: unknown): string {
  if (!isRecord(principal)) return '';
  return JSON.stringify(
    Object.fromEntries(Object.entries(principal).map(([key, value]) => [key, [value].flat()])),
  );
}

/** A language takes a path on into a policy document, whether it is an object, JSON text or a policy data source. */
function addStatement(scope: Scope, found: Lookup, wanted: JsonObject): Result<Work, Refusal> {
  const written = toWritten(wanted, scope);
  if (!written.ok) return written;
  const { resource } = scope;
  if (found.kind === 'unknown') return failed({ reason: `${pathText(found.path)} is not known.` });
  const intent: EditIntent =
    found.kind === 'absent'
      ? { kind: 'set', resource, path: found.path, value: document(written.value) }
      : {
          kind: 'append',
          resource,
          path: [...found.path, 'Statement'],
          value: written.value,
        };
  return ok({ ...noWork, intents: [intent] });
}

function document(only: Written): Written {
  return {
    kind: 'json',
    value: {
      kind: 'map',
      entries: [
        ['Version', { kind: 'literal', value: '2012-10-17' }],
        ['Statement', { kind: 'list', items: [only] }],
      ],
    },
  };
}
