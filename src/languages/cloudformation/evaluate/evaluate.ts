import type { MapValue, Value } from '../../../model/value.ts';
import { intrinsicOf, isLoop } from '../syntax/intrinsic.ts';
import type { MappingNode, Node, SequenceNode } from '../syntax/node.ts';
import { ifFunction } from './conditions.ts';
import { findInMap } from './mappings.ts';
import { getAtt, ref } from './references.ts';
import type { IntrinsicFunction, Scope } from './scope.ts';
import {
  base64,
  cidr,
  getAZs,
  importValue,
  join,
  length,
  select,
  split,
  sub,
  toJsonString,
} from './text-functions.ts';
import { originOf, scalarValue, unknown } from './values.ts';

const FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::Join', join],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::FindInMap', findInMap],
  ['Fn::If', ifFunction],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::GetAZs', getAZs],
  ['Fn::ImportValue', importValue],
  ['Fn::Length', length],
  ['Fn::ToJsonString', toJsonString],
]);

/**
 * The value of an expression as far as the template and its parameters determine it; undefined for
 * `AWS::NoValue`. Bounded: the syntax is no deeper than `MAX_DEPTH`, aliases are not followed, a
 * condition or resource is never entered twice, and calls are counted.
 */
export function evaluate(node: Node, scope: Scope): Value | undefined {
  const call = intrinsicOf(node);
  if (call !== null) {
    const apply = FUNCTIONS.get(call.name);
    const origin = originOf(node.range, scope);
    if (scope.budget.calls-- <= 0) return { ...unknown('there is too much to evaluate'), origin };
    if (apply === undefined) return { ...unknown(`${call.name} is not evaluated`), origin };
    const value = apply(call.argument, scope, evaluate);
    // Where a condition that is not known decides, no single place does.
    if (value === undefined || value.origin !== null || call.name === 'Fn::If') return value;
    return { ...value, origin };
  }
  if (node.kind === 'scalar') return scalarValue(node, originOf(node.range, scope));
  if (node.kind === 'sequence') return list(node, scope);
  if (node.kind === 'mapping') return map(node, scope);
  return { ...unknown(`the YAML alias ${node.name} is not followed`), origin: null };
}

/** The elements of a list that are there, each with the place where it is written. */
export function writtenItems(
  node: SequenceNode,
  scope: Scope,
): readonly { readonly index: number; readonly value: Value }[] {
  return node.items.flatMap((item, index) => {
    const value = evaluate(item.value, scope);
    return value === undefined ? [] : [{ index, value }];
  });
}

function list(node: SequenceNode, scope: Scope): Value {
  const items = writtenItems(node, scope).map((item) => item.value);
  return { kind: 'list', items, origin: originOf(node.range, scope) };
}

function map(node: MappingNode, scope: Scope): MapValue {
  const entries = new Map<string, Value>();
  let complete = true;
  for (const pair of node.pairs) {
    if (isLoop(pair.key) || pair.key === 'Fn::Transform' || pair.key === '<<') {
      complete = false;
      continue;
    }
    const value = evaluate(pair.value, scope);
    if (value !== undefined) entries.set(pair.key, value);
  }
  const origin = originOf(node.range, scope);
  return complete ? { kind: 'map', entries, origin } : { kind: 'map', entries, origin, complete };
}
