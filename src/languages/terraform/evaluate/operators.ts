import type { Value } from '../../../model/value.ts';
import type { BinaryExpression, UnaryExpression } from '../syntax/ast.ts';
import { toBooleanValue, toNumberValue } from './convert.ts';
import { equalValues } from './equality.ts';
import { evaluate, originAt, type Scope } from './scope.ts';
import {
  booleanValue,
  failedValue,
  markedSensitive,
  numberValue,
  unknownReason,
  unknownValue,
} from './values.ts';

/** `-x` and `!x`. */
export function evaluateUnary(expression: UnaryExpression, scope: Scope): Value {
  const origin = originAt(scope, expression.range);
  const operand = evaluate(expression.operand, scope);
  const converted = expression.operator === '-' ? toNumberValue(operand) : toBooleanValue(operand);
  if (converted.kind === 'number') {
    return markedSensitive(numberValue(-converted.value, origin), operand.sensitive);
  }
  if (converted.kind === 'boolean') {
    return markedSensitive(booleanValue(!converted.value, origin), operand.sensitive);
  }
  return undecided([converted], scope, expression);
}

/** Arithmetic, comparison, equality and logic, with Terraform's conversions. */
export function evaluateBinary(expression: BinaryExpression, scope: Scope): Value {
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  const value = operate(expression, left, right, scope);
  return markedSensitive(value, left.sensitive === true || right.sensitive === true);
}

function operate(expression: BinaryExpression, left: Value, right: Value, scope: Scope): Value {
  const { operator } = expression;
  if (operator === '==' || operator === '!=') return equality(expression, left, right, scope);
  if (operator === '&&' || operator === '||') return logic(expression, left, right, scope);
  const [a, b] = [toNumberValue(left), toNumberValue(right)];
  if (a.kind !== 'number' || b.kind !== 'number') return undecided([a, b], scope, expression);
  const origin = originAt(scope, expression.range);
  switch (operator) {
    case '<':
      return booleanValue(a.value < b.value, origin);
    case '<=':
      return booleanValue(a.value <= b.value, origin);
    case '>':
      return booleanValue(a.value > b.value, origin);
    case '>=':
      return booleanValue(a.value >= b.value, origin);
    case '+':
      return numberValue(a.value + b.value, origin);
    case '-':
      return numberValue(a.value - b.value, origin);
    case '*':
      return numberValue(a.value * b.value, origin);
    default:
      if (b.value === 0) return failedValue('division by zero', origin);
      return numberValue(operator === '/' ? a.value / b.value : a.value % b.value, origin);
  }
}

function equality(expression: BinaryExpression, left: Value, right: Value, scope: Scope): Value {
  const equal = equalValues(left, right);
  if (equal === null) return undecided([left, right], scope, expression);
  return booleanValue(
    expression.operator === '==' ? equal : !equal,
    originAt(scope, expression.range),
  );
}

/** One operand that decides is enough: `false && x` is false whatever `x` is. */
function logic(expression: BinaryExpression, left: Value, right: Value, scope: Scope): Value {
  const operands = [toBooleanValue(left), toBooleanValue(right)];
  const decisive = expression.operator === '||';
  const origin = originAt(scope, expression.range);
  const isDecisive = (operand: Value) => operand.kind === 'boolean' && operand.value === decisive;
  if (operands.some(isDecisive)) return booleanValue(decisive, origin);
  if (operands.every((operand) => operand.kind === 'boolean'))
    return booleanValue(!decisive, origin);
  return undecided(operands, scope, expression);
}

function undecided(
  operands: readonly Value[],
  scope: Scope,
  expression: BinaryExpression | UnaryExpression,
): Value {
  const origin = originAt(scope, expression.range);
  for (const operand of operands) {
    if (operand.kind === 'null') return failedValue('an operand is null', origin);
  }
  const failed = operands.find((operand) => operand.kind === 'unknown' && 'failed' in operand);
  const reason = unknownReason(failed ?? { kind: 'list', items: operands, origin: null });
  return failed === undefined
    ? unknownValue(reason ?? 'an operand is not known', origin)
    : failedValue(reason ?? 'an operand is not valid', origin);
}
