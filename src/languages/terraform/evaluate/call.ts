import type { Value } from '../../../model/value.ts';
import type { CallExpression } from '../syntax/ast.ts';
import type { Call } from './functions/function.ts';
import { functions } from './functions/registry.ts';
import { evaluate, originAt, type Scope, tooMuch } from './scope.ts';
import { failedValue, failureIn, isFailed, unknownReason, unknownValue } from './values.ts';

/** A function call. A function that is not in the registry, or is a provider's, is unknown. */
export function evaluateCall(expression: CallExpression, scope: Scope): Value {
  const origin = originAt(scope, expression.range);
  const name = expression.name.replace(/^core::/, '');
  if (name === 'try') return evaluateTry(expression, scope);
  const known = functions.get(name);
  if (known === undefined) {
    return unknownValue(`the result of ${name}() is known only when Terraform runs`, origin);
  }
  const args = expression.args.map((arg) => evaluate(arg, scope));
  if (expression.expandLast) {
    const last = args.pop();
    if (last?.kind !== 'list' || last.complete === false) {
      return unknownValue(
        unknownReason(last ?? failedValue('', null)) ?? 'an argument is no list',
        origin,
      );
    }
    args.push(...last.items);
  }
  const { budget } = scope.surroundings;
  const size = args.reduce((sum, arg) => sum + budget.sizeOf(arg), 0);
  if (!budget.spend(size / 4)) return tooMuch(origin);
  const failed = name === 'can' ? undefined : args.find(isFailed);
  if (failed !== undefined) return { ...failed, origin };
  const call: Call = { name, origin, scope };
  const result = known(args, call);
  // A function over secrets gives a secret; the few that take the mark away are told apart here.
  const sensitive = name !== 'nonsensitive' && args.some((arg) => arg.sensitive === true);
  return sensitive && result.sensitive !== true ? { ...result, sensitive } : result;
}

/** The first argument that does not fail. One of which that cannot be told ends the search: nothing is guessed. */
function evaluateTry(expression: CallExpression, scope: Scope): Value {
  const reasons: string[] = [];
  for (const arg of expression.args) {
    const value = evaluate(arg, scope);
    const failure = failureIn(value);
    if (failure === null) return value;
    reasons.push(failure.reason);
  }
  return failedValue(
    `nothing in try() works: ${reasons.join('; ')}`,
    originAt(scope, expression.range),
  );
}
