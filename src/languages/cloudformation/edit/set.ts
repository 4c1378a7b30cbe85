import { ok } from '../../../foundation/result.ts';
import type { Written } from '../../../model/language.ts';
import type { PropertyPath } from '../../../model/value.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { textOf } from '../evaluate/values.ts';
import { intrinsicOf } from '../syntax/intrinsic.ts';
import { follow } from './find.ts';
import { isSimple, writeAtOrigin } from './origins.ts';
import { type Tree, treeOf } from './render.ts';
import { insertPair, replaceValue, type Slot, valueIn } from './slots.ts';
import {
  inEveryBranch,
  isAbsent,
  refuse,
  type StepResult,
  textStep,
  type Workplace,
} from './step.ts';

/** What is to be written, and whether at the resource whatever the value comes from. */
export interface Setting {
  readonly value: Written;
  readonly inPlace: boolean;
}

/** Gives the value at `path` below a slot, creating what is missing on the way. */
export function setAt(
  slot: Slot,
  path: PropertyPath,
  setting: Setting,
  place: Workplace,
): StepResult {
  const node = valueIn(slot);
  const branched = inEveryBranch(node, place, (branch) => setAt(branch, path, setting, place));
  if (branched !== null) return branched;
  const tree = treeOf(setting.value, place.resource.root);
  if (!tree.ok) return tree;
  const [step, ...rest] = path;
  if (step === undefined) return writeValue(slot, tree.value, setting, place);
  if (isAbsent(node)) return createAt(slot, path, tree.value, place);
  const found = follow(node, step, place.scope);
  switch (found.kind) {
    case 'slot':
      return setAt(found.slot, rest, setting, place);
    case 'itself':
      return setAt(slot, rest, setting, place);
    case 'computed':
      return refuse(
        `${labelOf(path)} of ${place.resource.address} is inside of what ${found.by} computes: change it by hand.`,
      );
    case 'missing': {
      const nested = nestedTree(rest, tree.value);
      if (typeof step !== 'string' || node.kind !== 'mapping' || nested === null) {
        return refuse(
          `${place.resource.address} has no ${labelOf(path)} to set: look at what stands there.`,
        );
      }
      return textStep(insertPair(node, node.pairs.length - 1, [step, nested], place.sheet));
    }
  }
}

/** Writes below something that is not there, or empty. */
function createAt(
  slot: Slot,
  path: PropertyPath,
  tree: Tree,
  { sheet, resource }: Workplace,
): StepResult {
  const nested = nestedTree(path, tree);
  if (nested === null)
    return refuse(`${resource.address} has no ${labelOf(path)}: the list is shorter.`);
  return textStep(replaceValue(slot, nested, sheet));
}

/** A value inside of the maps, and lists of one, that lead to it; null for a later element of a list. */
function nestedTree(path: PropertyPath, tree: Tree): Tree | null {
  let nested = tree;
  for (const step of [...path].reverse()) {
    if (typeof step === 'number' && step > 0) return null;
    nested =
      typeof step === 'number'
        ? { kind: 'list', items: [nested] }
        : { kind: 'map', entries: [[step, nested]] };
  }
  return nested;
}

function writeValue(
  slot: Slot,
  tree: Tree,
  { value, inPlace }: Setting,
  place: Workplace,
): StepResult {
  const node = valueIn(slot);
  const simple = value.kind === 'literal' && isSimple(value.value) ? value.value : null;
  const evaluated = evaluate(node, place.scope);
  if (simple !== null && intrinsicOf(node) === null && textOf(evaluated) === String(simple)) {
    return textStep([]);
  }
  const property = slot.kind === 'pair' ? (slot.mapping.pairs[slot.index]?.key ?? '') : '';
  const origin =
    simple === null || inPlace ? { inPlace: null } : writeAtOrigin(node, simple, property, place);
  if ('step' in origin) return origin.step;
  const { style } = place.sheet;
  const quote =
    node.kind === 'scalar' && node.tag === null && tree.kind === 'scalar' ? node.style : 'plain';
  const sheet =
    quote === 'single' || quote === 'double'
      ? { ...place.sheet, style: { ...style, quote, quoteAll: true } }
      : place.sheet;
  const step = textStep(replaceValue(slot, tree, sheet));
  return step.ok && origin.inPlace !== null ? ok({ ...step.value, notes: [origin.inPlace] }) : step;
}

/** A path for people. */
export function labelOf(path: PropertyPath): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join('.');
}
