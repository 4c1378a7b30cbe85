import type { Value } from '../../../model/value.ts';
import { subParts } from '../syntax/intrinsic.ts';
import { child, type Node, scalarText } from '../syntax/node.ts';
import { named } from './references.ts';
import type { Evaluate, Scope } from './scope.ts';
import { knownItems, partsOf, textOf, textValue, unknown } from './values.ts';

/** `Fn::Sub`: a text with names in it, and further names in a map beside it. */
export function sub(argument: Node, scope: Scope, evaluate: Evaluate): Value {
  const [first, variables = null] =
    argument.kind === 'sequence' ? argument.items.map((item) => item.value) : [argument];
  const text = scalarText(first ?? null);
  if (text === null) return unknown('Fn::Sub needs a text');
  const values: (Value | undefined)[] = [];
  const parts = subParts(text).flatMap((part) => {
    if ('text' in part) return [part.text];
    const own = child(variables, part.name);
    const value = own === null ? named(part.name, scope, evaluate) : evaluate(own, scope);
    values.push(value);
    return partsOf(value);
  });
  return textValue(parts, values, null);
}

/** `Fn::Join`: the elements with the delimiter between them. */
export function join(argument: Node, scope: Scope, evaluate: Evaluate): Value {
  const [delimiterNode, listNode] = argumentsOf(argument);
  const delimiter = scalarText(delimiterNode ?? null);
  const items = listNode === undefined ? null : knownItems(evaluate(listNode, scope));
  if (delimiter === null || items === null)
    return unknown('the elements of Fn::Join are not known');
  const parts = items.flatMap((item, index) =>
    index === 0 ? partsOf(item) : [delimiter, ...partsOf(item)],
  );
  return textValue(parts, items, null);
}

/** `Fn::Select`: one element by its index. */
export function select(argument: Node, scope: Scope, evaluate: Evaluate): Value | undefined {
  const [indexNode, listNode] = argumentsOf(argument);
  if (indexNode === undefined || listNode === undefined)
    return unknown('Fn::Select needs an index and a list');
  const index = textOf(evaluate(indexNode, scope));
  const items = knownItems(evaluate(listNode, scope));
  const chosen = index === null ? undefined : items?.[Number(index)];
  // The element is part of a list: it is no place where this value alone is written.
  return chosen === undefined
    ? unknown('the element of Fn::Select is not known')
    : { ...chosen, origin: null };
}

/** `Fn::Split`: the parts of a text. */
export function split(argument: Node, scope: Scope, evaluate: Evaluate): Value {
  const [delimiterNode, textNode] = argumentsOf(argument);
  const delimiter = scalarText(delimiterNode ?? null);
  const text = textNode === undefined ? null : textOf(evaluate(textNode, scope));
  if (!delimiter || text === null) return unknown('the text of Fn::Split is not known');
  const items = text
    .split(delimiter)
    .map((value) => ({ kind: 'string' as const, value, origin: null }));
  return { kind: 'list', items, origin: null };
}

/** `Fn::Base64`: the text in Base64. */
export function base64(argument: Node, scope: Scope, evaluate: Evaluate): Value {
  const text = textOf(evaluate(argument, scope));
  if (text === null) return unknown('the text of Fn::Base64 is not known');
  return { kind: 'string', value: Buffer.from(text).toString('base64'), origin: null };
}

/** `Fn::Length`: the number of elements. */
export function length(argument: Node, scope: Scope, evaluate: Evaluate): Value {
  const items = knownItems(evaluate(argument, scope));
  if (items === null) return unknown('the list of Fn::Length is not known');
  return { kind: 'number', value: items.length, origin: null };
}

/** `Fn::ToJsonString`: its text is not needed for any predicate. */
export function toJsonString(): Value {
  return unknown('Fn::ToJsonString is not evaluated');
}

/** `Fn::Cidr`: the address blocks are CloudFormation's to compute. */
export function cidr(): Value {
  return unknown('Fn::Cidr is computed at deployment');
}

/** `Fn::GetAZs`: the zones depend on the account. */
export function getAZs(): Value {
  return unknown('the availability zones are known at deployment');
}

/** `Fn::ImportValue`: another stack's output. */
export function importValue(argument: Node, scope: Scope, evaluate: Evaluate): Value {
  const name = textOf(evaluate(argument, scope));
  return unknown(`comes from another stack's export${name === null ? '' : ` ${name}`}`);
}

function argumentsOf(node: Node): readonly Node[] {
  return node.kind === 'sequence' ? node.items.map((item) => item.value) : [];
}
