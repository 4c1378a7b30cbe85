import type { PathStep } from '../../../model/value.ts';
import { writtenItems } from '../evaluate/evaluate.ts';
import type { Scope } from '../evaluate/scope.ts';
import { intrinsicOf } from '../syntax/intrinsic.ts';
import type { Node } from '../syntax/node.ts';
import type { Slot } from './slots.ts';

/** What a step of a property path leads to in the text. */
export type Found =
  | { readonly kind: 'slot'; readonly slot: Slot }
  /** A single value where the path speaks of the only element of a list: the value is the element. */
  | { readonly kind: 'itself' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'computed'; readonly by: string };

/** Follows one step into a value. Elements are counted as they are evaluated, without `AWS::NoValue`. */
export function follow(node: Node, step: PathStep, scope: Scope): Found {
  const call = intrinsicOf(node);
  if (call !== null) return { kind: 'computed', by: call.name };
  if (node.kind === 'alias') return { kind: 'computed', by: `the alias ${node.name}` };
  if (typeof step === 'string') {
    if (node.kind !== 'mapping') return { kind: 'missing' };
    if (node.bare) return { kind: 'computed', by: 'a pair without braces' };
    const index = node.pairs.findIndex((pair) => pair.key === step);
    return index < 0
      ? { kind: 'missing' }
      : { kind: 'slot', slot: { kind: 'pair', mapping: node, index } };
  }
  if (node.kind !== 'sequence') return step === 0 ? { kind: 'itself' } : { kind: 'missing' };
  const item = writtenItems(node, scope)[step];
  return item === undefined
    ? { kind: 'missing' }
    : { kind: 'slot', slot: { kind: 'item', sequence: node, index: item.index } };
}
