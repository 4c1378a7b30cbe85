import type { EditIntent } from '../../../model/language.ts';
import type { PathStep } from '../../../model/value.ts';

/**
 * The order in which intents are carried out one after the other, so that each index still means the
 * element that it meant in the unchanged code: what is set first, then what is added at an end, then
 * from the last element to the first what moves others.
 */
export function inOrder(intents: readonly EditIntent[]): readonly EditIntent[] {
  return intents
    .map((intent, index) => ({ intent, index, rank: rankOf(intent), place: placeOf(intent) }))
    .sort((a, b) => {
      if (a.rank !== b.rank) return a.rank - b.rank;
      if (a.rank !== MOVING) return a.index - b.index;
      // Two additions after the same element: the later one first, so that it ends up behind.
      return fromTheEnd(a.place, b.place) || b.index - a.index;
    })
    .map(({ intent }) => intent);
}

const MOVING = 2;

function rankOf(intent: EditIntent): number {
  if (intent.kind === 'set') return 0;
  if (intent.kind === 'append') return intent.after === undefined ? 1 : MOVING;
  if (intent.kind === 'remove') return MOVING;
  return intent.kind === 'add-resource' ? 3 : 4;
}

/** The path that moves others; an element added after another stands half a step behind it. */
function placeOf(intent: EditIntent): readonly PathStep[] {
  if (intent.kind === 'append' && intent.after !== undefined) {
    return [...intent.path, intent.after + 0.5];
  }
  return intent.kind === 'remove' ? intent.path : [];
}

function fromTheEnd(a: readonly PathStep[], b: readonly PathStep[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [left, right] = [a[at], b[at]];
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return right - left;
    return String(left) < String(right) ? 1 : -1;
  }
  return b.length - a.length;
}
