import type { Value } from '../../../model/value.ts';
import { intrinsicOf } from '../syntax/intrinsic.ts';
import { type Node, scalarText } from '../syntax/node.ts';
import { type Evaluate, entering, type Scope } from './scope.ts';
import { textOf, unknown } from './values.ts';

/**
 * Whether a condition holds; null when the code does not determine it. Parameters that only have a
 * default do not: a stack keeps the value that it was once given.
 */
export function conditionHolds(name: string, scope: Scope, evaluate: Evaluate): boolean | null {
  if (name === scope.given) return true;
  const node = scope.template.conditions.get(name);
  const inner = entering(scope, `condition ${name}`);
  if (node === undefined || inner === null || scope.budget.calls-- <= 0) return null;
  return holds(node, { ...inner, defaults: 'open' }, evaluate);
}

function holds(node: Node, scope: Scope, evaluate: Evaluate): boolean | null {
  const condition = conditionCall(node);
  if (condition === null) return null;
  const { name, argument } = condition;
  if (name === 'Condition') return conditionHolds(scalarText(argument) ?? '', scope, evaluate);
  const items = argument.kind === 'sequence' ? argument.items.map((item) => item.value) : [];
  if (name === 'Fn::Equals') return equals(items, scope, evaluate);
  const results = items.map((item) => holds(item, scope, evaluate));
  if (results.length === 0) return null;
  if (name === 'Fn::Not') return results[0] === null ? null : !results[0];
  const decisive = name === 'Fn::Or';
  if (name !== 'Fn::And' && name !== 'Fn::Or') return null;
  if (results.includes(decisive)) return decisive;
  return results.includes(null) ? null : !decisive;
}

/** `{ "Condition": "Name" }` is a call only where a condition is expected. */
function conditionCall(node: Node) {
  const [pair] = node.kind === 'mapping' ? node.pairs : [];
  if (pair?.key === 'Condition') return { name: 'Condition', argument: pair.value };
  return intrinsicOf(node);
}

function equals(items: readonly Node[], scope: Scope, evaluate: Evaluate): boolean | null {
  const [left, right] = items.map((item) => textOf(evaluate(item, scope)));
  if (left == null || right == null) return null;
  return left === right;
}

/** The branches of `Fn::If` that may count: one when the condition is known, both when it is not. */
export function branchesOf(
  argument: Node,
  scope: Scope,
  evaluate: Evaluate,
): { readonly condition: string; readonly branches: readonly Node[] } | null {
  const items = argument.kind === 'sequence' ? argument.items.map((item) => item.value) : [];
  const [conditionNode, yes, no] = items;
  const condition = scalarText(conditionNode ?? null);
  if (condition === null || yes === undefined || no === undefined) return null;
  const result = conditionHolds(condition, scope, evaluate);
  if (result === null) return { condition, branches: [yes, no] };
  return { condition, branches: [result ? yes : no] };
}

/** `Fn::If`: the branch that counts. Both, when they come to the same. */
export function ifFunction(argument: Node, scope: Scope, evaluate: Evaluate): Value | undefined {
  const choice = branchesOf(argument, scope, evaluate);
  if (choice === null) return unknown('Fn::If needs a condition and two values');
  const branchScope: Scope = {
    ...scope,
    layer: scope.layer === 'resource' ? 'condition-branch' : scope.layer,
    label: `${scope.label}, branch of condition ${choice.condition}`,
  };
  const values = choice.branches.map((branch) => evaluate(branch, branchScope));
  if (values.length === 1) return values[0];
  const [yes, no] = values;
  if (yes === undefined && no === undefined) return undefined;
  const text = textOf(yes);
  if (yes !== undefined && text !== null && text === textOf(no)) return { ...yes, origin: null };
  return unknown(`depends on the condition ${choice.condition}, which the code does not determine`);
}
