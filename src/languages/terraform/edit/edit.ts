import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { Edited, EditIntent, EditRefusal } from '../../../model/language.ts';
import { isForeign } from '../modules/own-modules.ts';
import { lockReason } from '../resources/locked.ts';
import { addResource } from './add-resource.ts';
import { append } from './append.ts';
import { Drafts } from './drafts.ts';
import { isRefusal } from './guard.ts';
import { remove } from './remove.ts';
import { removeResource } from './remove-resource.ts';
import { set } from './set.ts';

/**
 * The text edits for all intents together, on the files of their resources. One intent that is refused
 * refuses all. Removals come last, so that what is added finds its place.
 */
export function editsFor(intents: readonly EditIntent[]): Result<Edited, EditRefusal> {
  const drafts = new Drafts();
  const notes = new Set<string>();
  const added = new Set<string>();
  const leaving = new Set(
    intents
      .filter((intent) => intent.kind === 'remove-resource')
      .map(({ resource }) => resource.address),
  );
  const removals = intents.filter((intent) => intent.kind === 'remove');
  for (const intent of ordered(intents)) {
    const outcome =
      intent.kind === 'remove'
        ? remove(intent, drafts, removals)
        : apply(intent, drafts, added, leaving);
    if (isRefusal(outcome)) return failed(outcome);
    for (const note of outcome) notes.add(note);
  }
  const edits = drafts.edits();
  const foreign = edits.find(({ path }) => isForeign(path));
  if (foreign !== undefined)
    return failed({ reason: lockReason(foreign.path, '') ?? foreign.path });
  return ok({ edits, notes: [...notes] });
}

function ordered(intents: readonly EditIntent[]): readonly EditIntent[] {
  const removes = (intent: EditIntent): boolean => intent.kind.startsWith('remove');
  const follows = (intent: EditIntent): boolean =>
    intent.kind === 'append' && intent.after !== undefined;
  return [
    ...intents.filter((intent) => !removes(intent) && !follows(intent)),
    // Of two that are added after the same element, the later one ends up behind.
    ...intents.filter(follows).toReversed(),
    // Of several elements of a list the last one goes first, so that the numbers of the others stay.
    ...intents.filter(removes).toReversed(),
  ];
}

function apply(
  intent: Exclude<EditIntent, { kind: 'remove' }>,
  drafts: Drafts,
  added: Set<string>,
  leaving: ReadonlySet<string>,
): readonly string[] | EditRefusal {
  switch (intent.kind) {
    case 'set':
      return set(intent, drafts);
    case 'append':
      return append(intent, drafts);
    case 'add-resource':
      return addResource(intent, drafts, added);
    case 'remove-resource':
      return removeResource(intent, drafts, leaving);
  }
}
