import type { EvaluationContext } from '../../../model/language.ts';
import type { Layer } from '../../../model/source.ts';
import type { Value } from '../../../model/value.ts';
import type { Deployment } from '../deployments/deployment.ts';
import type { Node } from '../syntax/node.ts';
import type { Template } from '../template.ts';

/** What an expression is evaluated in. */
export interface Scope {
  readonly template: Template;
  readonly context: EvaluationContext;
  /** The deployments whose parameters count: all known ones, or the one that is looked at. */
  readonly deployments: readonly Deployment[];
  /**
   * Parameters that nothing but their default sets: `assume` the default, or leave them `open`,
   * because a stack keeps the value that it was once given.
   */
  readonly defaults: 'assume' | 'open';
  /** A condition that holds, because the resource that is evaluated would not be there without it. */
  readonly given: string | null;
  /** The file and layer that values written here belong to. */
  readonly path: string;
  readonly layer: Layer;
  readonly label: string;
  /** Conditions and resources that are being evaluated further out: a cycle ends in unknown. */
  readonly resolving: ReadonlySet<string>;
  /** How many calls may still be evaluated for this resource: names may refer to names, again and again. */
  readonly budget: { calls: number };
}

/** Calls of functions that one resource may take; a large one takes some hundred. */
export const MAX_CALLS = 10_000;
/** Conditions and resources that may be entered one inside of the other. */
const MAX_ENTERED = 40;

/** The value of an expression; undefined for `AWS::NoValue`: as if nothing were written. */
export type Evaluate = (node: Node, scope: Scope) => Value | undefined;

/** One of CloudFormation's functions. */
export type IntrinsicFunction = (
  argument: Node,
  scope: Scope,
  evaluate: Evaluate,
) => Value | undefined;

/** The scope while `name` is being evaluated, or null when it already is, or too much else is. */
export function entering(scope: Scope, name: string): Scope | null {
  if (scope.resolving.has(name) || scope.resolving.size >= MAX_ENTERED) return null;
  return { ...scope, resolving: new Set(scope.resolving).add(name) };
}
