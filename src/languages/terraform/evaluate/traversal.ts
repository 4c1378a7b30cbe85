import type { Value } from '../../../model/value.ts';
import type { Expression, SplatExpression } from '../syntax/ast.ts';
import { parseNumber } from './convert.ts';
import { evaluate, originAt, type Resolved, type Scope, type Step } from './scope.ts';
import {
  failedValue,
  isFailed,
  listValue,
  markedSensitive,
  unknownValue,
  withOrigin,
} from './values.ts';

interface Traversal {
  /** A bare name, or any other expression. */
  readonly head: Expression;
  readonly steps: readonly Step[];
}

/** `var.x`, `each.value.acl`, `aws_s3_bucket.x[0].id`, `local.list[*].name` and any other expression with steps after it. */
export function evaluateTraversal(expression: Expression, scope: Scope): Value {
  const { head, steps } = flatten(expression, scope);
  const { value, foreign } = headValue(head, steps, scope, expression);
  // What belongs to another resource is not edited there: this reference to it is what one edits.
  return foreign || value.origin === null
    ? withOrigin(value, originAt(scope, expression.range))
    : value;
}

function headValue(
  head: Expression,
  steps: readonly Step[],
  scope: Scope,
  expression: Expression,
): Pick<Resolved, 'value' | 'foreign'> {
  const known = head.kind === 'variable' ? scope.bound.get(head.name) : evaluate(head, scope);
  if (known !== undefined) {
    return { value: afterSteps(known, steps, scope, expression), foreign: false };
  }
  const { value, used, foreign } = scope.surroundings.resolve(nameOf(head), steps);
  return { value: afterSteps(value, steps.slice(used), scope, expression), foreign };
}

function nameOf(head: Expression): string {
  return head.kind === 'variable' ? head.name : '';
}

function flatten(expression: Expression, scope: Scope): Traversal {
  const steps: Step[] = [];
  let head = expression;
  for (;;) {
    if (head.kind === 'attribute-access') {
      steps.push({ kind: 'attribute', name: head.name });
      head = head.object;
    } else if (head.kind === 'index') {
      steps.push({ kind: 'index', key: evaluate(head.key, scope) });
      head = head.object;
    } else if (head.kind === 'splat') {
      steps.push(splatStep(head, scope));
      head = head.object;
    } else return { head, steps: steps.reverse() };
  }
}

function splatStep(splat: Pick<SplatExpression, 'steps'>, scope: Scope): Step {
  const steps = splat.steps.map((step): Step => {
    if (step.kind === 'attribute') return { kind: 'attribute', name: step.name };
    if (step.kind === 'splat') return splatStep(step, scope);
    return { kind: 'index', key: evaluate(step.key, scope) };
  });
  return { kind: 'splat', steps };
}

function afterSteps(
  value: Value,
  steps: readonly Step[],
  scope: Scope,
  expression: Expression,
): Value {
  let current = value;
  for (const step of steps) current = afterStep(current, step, scope, expression);
  return current;
}

/** What one step leads to. */
function afterStep(value: Value, step: Step, scope: Scope, expression: Expression): Value {
  if (step.kind === 'splat') return afterSplat(value, step.steps, scope, expression);
  return markedSensitive(memberOf(value, step), value.sensitive);
}

/** `null[*]` is empty, a single value a list of one. */
function afterSplat(
  value: Value,
  steps: readonly Step[],
  scope: Scope,
  expression: Expression,
): Value {
  const origin = originAt(scope, expression.range);
  if (value.kind === 'unknown') return { ...value, origin };
  if (value.kind === 'null') return listValue([], origin);
  const items = value.kind === 'list' ? value.items : [value];
  const complete = value.kind !== 'list' || value.complete !== false;
  return markedSensitive(
    listValue(
      items.map((item) => afterSteps(item, steps, scope, expression)),
      origin,
      complete,
    ),
    value.sensitive,
  );
}

/** An attribute, entry or element of a value. */
export function memberOf(value: Value, step: Exclude<Step, { kind: 'splat' }>): Value {
  if (value.kind === 'unknown') return memberOfUnknown(value, step);
  const key = step.kind === 'attribute' ? step.name : keyOf(step.key);
  if (step.kind === 'index' && isFailed(step.key)) return step.key;
  if (key === null) {
    const reason = step.kind === 'index' && step.key.kind === 'unknown' ? step.key.reason : null;
    return reason === null
      ? failedValue('an index is neither a string nor a number', null)
      : unknownValue(reason, null);
  }
  if (value.kind === 'map') {
    const entry = value.entries.get(String(key));
    if (entry !== undefined) return entry;
    if (value.complete !== false) return failedValue(`there is no element "${key}"`, null);
    return memberOfIncomplete(value, String(key));
  }
  if (value.kind === 'list') {
    const index = typeof key === 'number' ? key : parseNumber(key);
    const item = index === null ? undefined : value.items[index];
    if (item !== undefined && value.complete !== false) return item;
    return value.complete === false
      ? unknownValue('not all elements of the list are known', null)
      : failedValue(`there is no element ${key}`, null);
  }
  return failedValue(`a ${value.kind} value has no element "${key}"`, null);
}

function keyOf(key: Value): string | number | null {
  return key.kind === 'string' || key.kind === 'number' ? key.value : null;
}

function memberOfIncomplete(value: Value, key: string): Value {
  const { reference } = value;
  if (reference?.attribute === null) return resourceAttribute(reference.address, key);
  return unknownValue(`"${key}" is not known`, null);
}

/** An element of something unknown stays unknown; of a whole resource it is a reference to that attribute. */
function memberOfUnknown(value: Value & { kind: 'unknown' }, step: Step): Value {
  const { reference } = value;
  if (reference?.attribute === null && step.kind === 'attribute') {
    return resourceAttribute(reference.address, step.name);
  }
  const { pattern: _, ...rest } = value;
  return rest;
}

/** An attribute of a resource that only the cloud knows. */
export function resourceAttribute(address: string, attribute: string): Value {
  return unknownValue(`depends on ${address}.${attribute}, known only after apply`, null, {
    reference: { address, attribute },
  });
}
