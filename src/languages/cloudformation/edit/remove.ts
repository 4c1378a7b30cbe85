import type { PropertyPath } from '../../../model/value.ts';
import { follow } from './find.ts';
import { labelOf } from './set.ts';
import { removeSlot, replaceValue, type Slot, valueIn } from './slots.ts';
import {
  inEveryBranch,
  isAbsent,
  refuse,
  type StepResult,
  textStep,
  type Workplace,
} from './step.ts';

/**
 * Takes the value at `path` below a slot away. The last element of a list leaves `[]`, the last entry
 * of a map `{}`: an empty value is not the same as none. What is not there needs no edit.
 */
export function removeAt(slot: Slot, path: PropertyPath, place: Workplace): StepResult {
  const node = valueIn(slot);
  const branched = inEveryBranch(node, place, (branch) => removeAt(branch, path, place));
  if (branched !== null) return branched;
  const [step, ...rest] = path;
  if (step === undefined || isAbsent(node)) return textStep([]);
  const found = follow(node, step, place.scope);
  switch (found.kind) {
    case 'missing':
      return textStep([]);
    case 'computed':
      return refuse(
        `${labelOf(path)} of ${place.resource.address} is inside of what ${found.by} computes: change it by hand.`,
      );
    case 'itself':
      return rest.length > 0
        ? removeAt(slot, rest, place)
        : textStep(replaceValue(slot, { kind: 'list', items: [] }, place.sheet));
    case 'slot': {
      if (rest.length > 0) return removeAt(found.slot, rest, place);
      if (found.slot.kind === 'item' && found.slot.sequence.items.length === 1) {
        return textStep(replaceValue(slot, { kind: 'list', items: [] }, place.sheet));
      }
      if (found.slot.kind === 'pair' && found.slot.mapping.pairs.length === 1) {
        return textStep(replaceValue(slot, { kind: 'map', entries: [] }, place.sheet));
      }
      return textStep(removeSlot(found.slot, place.sheet));
    }
  }
}
