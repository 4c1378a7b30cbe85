import { z } from 'zod';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import { matchesWildcard } from '../../../foundation/wildcard.ts';
import { every, some } from '../compare.ts';
import { allOf, fails, fault, met, noWork, unknown } from '../examination.ts';
import { type Lookup, lookup, parsePath, pathText } from '../lookup.ts';
import { hole, isRecord, readPolicy, type Statement, statementPath } from '../policy-document.ts';
import {
  below,
  type Examination,
  type Refusal,
  type Requirement,
  type Scope,
  type Truth,
  type Work,
} from '../scope.ts';

/** `{withhold: policy, actions: ["s3:PutBucketPolicy"]}`: a policy that gives other accounts none of these actions. */
export const withhold = () =>
  z
    .strictObject({
      withhold: z
        .string()
        .min(1)
        .describe('The path of a policy document, as JSON text or object.'),
      actions: z
        .array(z.string().min(1))
        .min(1)
        .describe(
          'Actions that no other account may have. The fix takes them out of the statements that name them; one that has them by a wildcard is refused.',
        ),
    })
    .transform((fields): Requirement => {
      const path = parsePath(fields.withhold);
      return {
        types: [],
        arguments: (at) => [below(at, path)],
        reads: () => [],
        examine: (scope) => examine(scope, lookup(scope.value, path, scope.base), fields.actions),
      };
    });

function examine(scope: Scope, found: Lookup, actions: readonly string[]): Examination {
  if (found.kind === 'absent') return met(false);
  const statements = found.kind === 'found' ? readPolicy(found.value) : null;
  if (statements === null)
    return unknown(fault(scope, `${pathText(found.path)} is not known`, found.path), true);
  const inside = statements.map((statement, index) =>
    examineStatement(scope, statementPath(found, index), statement, actions),
  );
  return { ...allOf(inside), present: true };
}

function examineStatement(
  scope: Scope,
  path: Scope['base'],
  statement: Statement,
  actions: readonly string[],
): Examination {
  const { account } = scope.subject.context;
  const given = [statement.raw.Action ?? (statement.raw.NotAction === undefined ? [] : '*')].flat();
  const withheld = given.filter((one) => includes(one, actions) !== 'no');
  const truth = every([
    statement.effect === 'Allow' ? 'yes' : 'no',
    some(withheld.map((one) => includes(one, actions))),
    isForOthers(statement, account),
  ]);
  if (truth === 'no') return met(true);
  if (truth === 'unknown')
    return unknown(
      fault(scope, `whether ${pathText(path)} gives another account too much is not known`, path),
      true,
    );
  const shown = withheld.map(String).join(', ');
  const reason = `${pathText(path)} gives another account ${shown}`;
  return fails([fault(scope, reason, path)], true, () => takeOut(scope, path, statement, actions));
}

/** Whether one action of a statement is, or has, one of those that are withheld. */
function includes(given: unknown, actions: readonly string[]): Truth {
  if (typeof given !== 'string' || given.includes(hole)) return 'unknown';
  const pattern = given.toLowerCase();
  return actions.some((one) => matchesWildcard(pattern, one.toLowerCase())) ? 'yes' : 'no';
}

/** Whether a statement names somebody of another account than the finding's. Services are nobody's. */
function isForOthers({ principal, notPrincipal }: Statement, account: string | null): Truth {
  if (notPrincipal !== null || principal === '*') return 'yes';
  if (!isRecord(principal)) return 'unknown';
  const names = [principal.AWS ?? []].flat();
  return some(
    names.map((name): Truth => {
      if (name === '*') return 'yes';
      const id = /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(String(name))?.[1];
      if (id === undefined || account === null) return 'unknown';
      return id === account ? 'no' : 'yes';
    }),
  );
}

function takeOut(
  { resource }: Scope,
  path: Scope['base'],
  { raw }: Statement,
  actions: readonly string[],
): Result<Work, Refusal> {
  const listed = raw.Action;
  const wanted = new Set(actions.map((one) => one.toLowerCase()));
  const named = (one: unknown): boolean => wanted.has(String(one).toLowerCase());
  const byWildcard = [listed].flat().find((one) => includes(one, actions) === 'yes' && !named(one));
  if (byWildcard !== undefined || !Array.isArray(listed) || listed.every(named)) {
    const how = byWildcard === undefined ? 'nothing else' : `them by \`${String(byWildcard)}\``;
    return failed({
      reason: `${pathText(path)} gives another account ${how}: write which actions that account needs in its place, or take the statement away.`,
    });
  }
  const intents = listed.flatMap((one, index) =>
    named(one) ? [{ kind: 'remove' as const, resource, path: [...path, 'Action', index] }] : [],
  );
  return ok({ ...noWork, intents });
}
