import { z } from 'zod';
import type { Json } from '../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { EditIntent } from '../../../model/language.ts';
import type { PropertyPath } from '../../../model/value.ts';
import { allOf, fails, fault, met, unknown } from '../examination.ts';
import { type Lookup, lookup, parsePath, pathText } from '../lookup.ts';
import { readPolicy, statementPath } from '../policy-document.ts';
import { isPublic } from '../public-statement.ts';
import {
  below,
  type Examination,
  type Refusal,
  type Requirement,
  type Scope,
  type Work,
} from '../scope.ts';
import { templateValueSchema, toJson, toWritten } from '../template-value.ts';

/** `{restrict: policy, to: "aws:PrincipalOrgID", values: {parameter: organisation}}`: no statement lets everybody in. */
export const restrict = () =>
  z
    .strictObject({
      restrict: z
        .string()
        .min(1)
        .describe('The path of a policy document, as JSON text or object.'),
      to: templateValueSchema.describe(
        'The condition key by which a statement for everybody is restricted: `aws:PrincipalOrgID`.',
      ),
      values: templateValueSchema.describe('The values that the key may have then.'),
    })
    .transform((fields): Requirement => {
      const path = parsePath(fields.restrict);
      return {
        types: [],
        arguments: (at) => [below(at, path)],
        reads: () => [],
        examine: (scope) => examine(scope, lookup(scope.value, path, scope.base), fields),
      };
    });

interface Fields {
  readonly to: Json;
  readonly values: Json;
}

function examine(scope: Scope, found: Lookup, fields: Fields): Examination {
  if (found.kind === 'absent') return met(false);
  const statements = found.kind === 'found' ? readPolicy(found.value) : null;
  if (statements === null)
    return unknown(fault(scope, `${pathText(found.path)} is not known`, found.path), true);
  const inside = statements.map((statement, index) => {
    const truth = isPublic(statement);
    if (truth === 'no') return met(true);
    const path = statementPath(found, index);
    return truth === 'yes'
      ? fails([fault(scope, `${pathText(path)} allows everybody`, path)], true, () =>
          addCondition(scope, path, fields),
        )
      : unknown(fault(scope, `whom ${pathText(path)} allows is not known`, path), true);
  });
  return { ...allOf(inside), present: true };
}

function addCondition(
  scope: Scope,
  statement: PropertyPath,
  { to, values }: Fields,
): Result<Work, Refusal> {
  const key = toJson(to, scope);
  if (!key.ok) return key;
  if (typeof key.value !== 'string')
    return failed({ reason: 'The template names no condition key to restrict the statement by.' });
  const value = toWritten(values, scope);
  if (!value.ok) return value;
  const intent: EditIntent = {
    kind: 'set',
    resource: scope.resource,
    path: [...statement, 'Condition', 'StringEquals', key.value],
    value: value.value,
  };
  return ok({ intents: [intent], notes: [], overwrites: [] });
}
