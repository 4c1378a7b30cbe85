import type { Written } from '../../../model/language.ts';
import type { PropertyPath } from '../../../model/value.ts';
import { writtenItems } from '../evaluate/evaluate.ts';
import { intrinsicOf } from '../syntax/intrinsic.ts';
import { follow } from './find.ts';
import { treeOf } from './render.ts';
import { setAt } from './set.ts';
import { insertItem, replaceValue, type Slot, valueIn } from './slots.ts';
import {
  inEveryBranch,
  isAbsent,
  refuse,
  type StepResult,
  textStep,
  type Workplace,
} from './step.ts';
import { wrapInList } from './wrap.ts';

/** An element that is added: at the end, or after the element of this index. */
export interface Addition {
  readonly value: Written;
  readonly after: number | null;
}

/** Adds an element to the list at `path` below a slot; a list that is not there is made. */
export function appendAt(
  slot: Slot,
  path: PropertyPath,
  addition: Addition,
  place: Workplace,
): StepResult {
  const node = valueIn(slot);
  const branched = inEveryBranch(node, place, (branch) => appendAt(branch, path, addition, place));
  if (branched !== null) return branched;
  const [step, ...rest] = path;
  if (step === undefined) return appendTo(slot, addition, place);
  const found = isAbsent(node) ? null : follow(node, step, place.scope);
  if (found?.kind === 'slot') return appendAt(found.slot, rest, addition, place);
  if (found?.kind === 'itself') return appendAt(slot, rest, addition, place);
  const value: Written = { kind: 'list', items: [addition.value] };
  return setAt(slot, path, { value, inPlace: true }, place);
}

function appendTo(slot: Slot, { value, after }: Addition, place: Workplace): StepResult {
  const { resource, sheet, scope } = place;
  const node = valueIn(slot);
  const tree = treeOf(value, resource.root);
  if (!tree.ok) return tree;
  if (isAbsent(node))
    return textStep(replaceValue(slot, { kind: 'list', items: [tree.value] }, sheet));
  if (intrinsicOf(node) !== null || node.kind === 'alias') {
    return refuse(`A list of ${resource.address} is computed: add the element by hand.`);
  }
  if (node.kind === 'scalar' && tree.value.kind === 'map') {
    return refuse(`A list of ${resource.address} is written as one text: add the element by hand.`);
  }
  if (node.kind !== 'sequence') return textStep(wrapInList(slot, tree.value, sheet));
  const index = after === null ? node.items.length - 1 : writtenItems(node, scope)[after]?.index;
  if (index === undefined)
    return refuse(`A list of ${resource.address} has no element ${after}: read the code again.`);
  return textStep(insertItem(node, index, tree.value, sheet));
}
