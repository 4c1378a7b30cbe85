import type { Layer, Range } from '../../../model/source.ts';
import type { Origin, Value } from '../../../model/value.ts';
import type { ConfigFile, Expression } from '../syntax/ast.ts';
import type { Budget } from './budget.ts';
import { unknownValue } from './values.ts';

/** Where an expression stands: what its literals have as origin. */
export interface Place {
  readonly file: ConfigFile;
  readonly layer: Layer;
  /** For people: `variable "acl" default`. */
  readonly label: string;
}

/** One step of a traversal; a splat carries the steps that are applied to every element. */
export type Step =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Value }
  | { readonly kind: 'splat'; readonly steps: readonly Step[] };

/** The value of the first `used` steps after the head of a traversal. */
export interface Resolved {
  readonly value: Value;
  readonly used: number;
  /** True when it belongs to another resource or module: then the reference itself is what one edits. */
  readonly foreign: boolean;
}

/** The module in which an expression is evaluated. */
export interface Surroundings {
  readonly budget: Budget;
  /** The value of any expression; the kinds of expression reach each other through it. */
  evaluate(expression: Expression, scope: Scope): Value;
  /** What `head.step.step` stands for: `var`, `local`, `data`, a resource type … */
  resolve(head: string, steps: readonly Step[]): Resolved;
  /** The text of a file, by its path in the checkout; null when it is not there or not readable. */
  read(path: string): string | null;
  /** Every path of the checkout. */
  paths(): readonly string[];
  /** The directory in which Terraform runs, that of the root module: relative paths start there. */
  readonly workingDirectory: string;
}

/** Everything that an expression can see. */
export interface Scope {
  readonly place: Place;
  readonly surroundings: Surroundings;
  /** Names of `for`, `dynamic`, `each` and `count`. */
  readonly bound: ReadonlyMap<string, Value>;
}

/** The value of an expression in this scope. */
export function evaluate(expression: Expression, scope: Scope): Value {
  return scope.surroundings.evaluate(expression, scope);
}

/** The same scope with further names. */
export function bind(scope: Scope, names: Iterable<readonly [string, Value]>): Scope {
  return { ...scope, bound: new Map([...scope.bound, ...names]) };
}

/** The origin of something written at `range` in this scope. */
export function originAt(scope: Scope, range: Range): Origin {
  const { file, layer, label } = scope.place;
  return { path: file.path, range, layer, label, via: [] };
}

/** What is left of an expression when the budget is spent. */
export function tooMuch(origin: Origin | null): Value {
  return unknownValue('the expression is too large or too deeply nested to be evaluated', origin);
}
