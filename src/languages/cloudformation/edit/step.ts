import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { EditRefusal } from '../../../model/language.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { Layer, TextEdit } from '../../../model/source.ts';
import { branchesOf } from '../evaluate/conditions.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Scope } from '../evaluate/scope.ts';
import { intrinsicOf } from '../syntax/intrinsic.ts';
import { isNull, type Node, scalarText } from '../syntax/node.ts';
import type { Sheet, Slot } from './slots.ts';
import type { Splice } from './spliced-text.ts';

/** What one intent changes: the template's text, other files, and what should be said of it. */
export interface Step {
  readonly splices: readonly Splice[];
  /** Edits of parameter files, by their unchanged text. */
  readonly files: readonly TextEdit[];
  readonly notes: readonly string[];
}

/** What an edit of a resource works with. */
export interface Workplace {
  readonly sheet: Sheet;
  readonly scope: Scope;
  readonly resource: ResourceInCode;
}

export type StepResult = Result<Step, EditRefusal>;

/** A change of the template's text alone. */
export function textStep(splices: readonly Splice[], layer: Layer = 'resource'): StepResult {
  return ok({ splices: splices.map((splice) => ({ ...splice, layer })), files: [], notes: [] });
}

/** A refusal that names the place. */
export function refuse(reason: string): StepResult {
  return failed({ reason });
}

/** Whether nothing stands there that an edit would have to keep. */
export function isAbsent(node: Node): boolean {
  if (node.kind === 'mapping' && node.tag === null) return node.pairs.length === 0;
  if (node.kind === 'sequence' && node.tag === null) return node.items.length === 0;
  const call = intrinsicOf(node);
  if (call !== null) return call.name === 'Ref' && scalarText(call.argument) === 'AWS::NoValue';
  return isNull(node);
}

/** Does the same in every branch of an `Fn::If` that may count; null when the node is none. */
export function inEveryBranch(
  node: Node,
  { scope }: Workplace,
  change: (branch: Slot) => StepResult,
): StepResult | null {
  const call = intrinsicOf(node);
  if (call?.name !== 'Fn::If' || call.argument.kind !== 'sequence') return null;
  const sequence = call.argument;
  const branches = branchesOf(sequence, scope, evaluate)?.branches;
  if (branches === undefined)
    return refuse('Fn::If needs a condition and two values: set it right by hand.');
  const steps: Step[] = [];
  for (const branch of branches) {
    const index = sequence.items.findIndex((item) => item.value === branch);
    const step = change({ kind: 'item', sequence, index });
    if (!step.ok) return step;
    steps.push(step.value);
  }
  return ok({
    splices: steps
      .flatMap((step) => step.splices)
      .map((splice) =>
        splice.layer === 'resource' ? { ...splice, layer: 'condition-branch' } : splice,
      ),
    files: steps.flatMap((step) => step.files),
    notes: steps.flatMap((step) => step.notes),
  });
}
