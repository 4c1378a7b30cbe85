import type { Value } from '../../../model/value.ts';
import type { ConditionalExpression, Expression, ObjectExpression } from '../syntax/ast.ts';
import { evaluateCall } from './call.ts';
import { toBooleanValue, toStringValue } from './convert.ts';
import { equalValues } from './equality.ts';
import { evaluateFor } from './for.ts';
import { evaluateBinary, evaluateUnary } from './operators.ts';
import { evaluate, originAt, type Scope, tooMuch } from './scope.ts';
import { evaluateTemplate } from './template.ts';
import { evaluateTraversal } from './traversal.ts';
import {
  booleanValue,
  failedValue,
  isFailed,
  listValue,
  mapValue,
  markedSensitive,
  nullValue,
  numberValue,
  unknownValue,
  withOrigin,
} from './values.ts';

/**
 * The value of an expression, as far as the code determines it. Never throws: what Terraform would
 * refuse is an unknown that says why (`isFailed`), and too much work is one as well.
 */
export function evaluateExpression(expression: Expression, scope: Scope): Value {
  const { budget } = scope.surroundings;
  const value = budget.enter() ? evaluateKind(expression, scope) : null;
  budget.leave();
  if (value?.kind === 'number' && !Number.isFinite(value.value)) {
    return unknownValue('the number is too large', value.origin);
  }
  return value !== null && budget.fits(value) ? value : tooMuch(originAt(scope, expression.range));
}

function evaluateKind(expression: Expression, scope: Scope): Value {
  const origin = originAt(scope, expression.range);
  switch (expression.kind) {
    case 'literal':
      if (expression.value === null) return nullValue(origin);
      return typeof expression.value === 'number'
        ? numberValue(expression.value, origin)
        : booleanValue(expression.value, origin);
    case 'template':
      return evaluateTemplate(expression, scope);
    case 'object':
      return evaluateObject(expression, scope);
    case 'tuple':
      return listValue(
        expression.items.map((item) => evaluate(item, scope)),
        origin,
      );
    case 'variable':
    case 'attribute-access':
    case 'index':
    case 'splat':
      return evaluateTraversal(expression, scope);
    case 'call':
      return evaluateCall(expression, scope);
    case 'for':
      return evaluateFor(expression, scope);
    case 'conditional':
      return evaluateConditional(expression, scope);
    case 'unary':
      return evaluateUnary(expression, scope);
    case 'binary':
      return evaluateBinary(expression, scope);
    case 'parentheses':
      return evaluate(expression.expression, scope);
  }
}

/** A key that is not known makes the map incomplete: some entry has a name that nobody knows. */
function evaluateObject(expression: ObjectExpression, scope: Scope): Value {
  const entries = new Map<string, Value>();
  let complete = true;
  for (const { key, value } of expression.entries) {
    const name = keyOf(key, scope);
    if (name === null) complete = false;
    else entries.set(name, evaluate(value, scope));
  }
  return mapValue(entries, originAt(scope, expression.range), complete);
}

function keyOf(key: Expression, scope: Scope): string | null {
  if (key.kind === 'variable') return key.name;
  const value = toStringValue(evaluate(key, scope));
  return value.kind === 'string' ? value.value : null;
}

/** Both branches have one type: beside a string, a number or a truth value is a string too. */
function asTypeOf(taken: Value, other: () => Value): Value {
  if (taken.kind !== 'number' && taken.kind !== 'boolean') return taken;
  return other().kind === 'string' ? toStringValue(taken) : taken;
}

/** The branch that is taken, with its own origin. An unknown condition decides nothing unless both branches are equal. */
function evaluateConditional(expression: ConditionalExpression, scope: Scope): Value {
  const origin = originAt(scope, expression.range);
  const condition = toBooleanValue(evaluate(expression.condition, scope));
  if (condition.kind === 'null') return failedValue('the condition is null', origin);
  if (condition.kind !== 'boolean' && condition.kind !== 'unknown') {
    return failedValue('the condition is neither true nor false', origin);
  }
  if (isFailed(condition)) return { ...condition, origin };
  const branches = {
    then: () => evaluate(expression.then, scope),
    otherwise: () => evaluate(expression.otherwise, scope),
  };
  if (condition.kind === 'boolean') {
    const [taken, other] = condition.value
      ? [branches.then(), branches.otherwise]
      : [branches.otherwise(), branches.then];
    return markedSensitive(asTypeOf(taken, other), condition.sensitive);
  }
  const then = branches.then();
  if (equalValues(then, branches.otherwise()) === true) {
    return markedSensitive(withOrigin(then, origin), condition.sensitive);
  }
  return markedSensitive(unknownValue(condition.reason, origin), condition.sensitive);
}
