import type { EditRefusal } from '../../../model/language.ts';
import type { ListValue, PropertyPath } from '../../../model/value.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { ConfigFile, ObjectExpression, TupleExpression } from '../syntax/ast.ts';
import { currentNode } from './container.ts';
import { countedBy } from './counted-by.ts';
import type { Drafts } from './drafts.ts';
import { editorFor } from './editor.ts';
import { fileOf, isRefusal, refusal } from './guard.ts';
import { nodeAt, nodesIn } from './nodes.ts';
import { notesOn } from './notes.ts';
import { differsByInstance } from './per-instance.ts';
import { isSamePlace, pathText } from './property.ts';

/** Takes an element out of the list (or the entry out of the map) that makes it. */
export function removeElement(
  instance: TerraformInstance,
  path: PropertyPath,
  list: ListValue,
  index: number,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const what = `element ${index} of ${pathText(path)} of ${instance.address}`;
  const origin = list.origin ?? list.items[index]?.origin ?? null;
  if (origin === null) return refusal(`no single place decides ${what}: edit it by hand`);
  const file = fileOf(instance, origin);
  if (isRefusal(file)) return file;
  const member = memberOf(file, list, index);
  if (member === null) {
    return refusal(`${what} is computed (${origin.label}, ${origin.path}): edit its expression`);
  }
  const element = member.collection.kind === 'tuple' ? member.collection.items[member.index] : null;
  const place =
    element === null || element === undefined ? null : { ...origin, range: element.range };
  if (place !== null && differsByInstance(instance, place)) {
    return refusal(
      `${what} is an expression that makes the same list of ${instance.siblings.length} other instances: take the entry out of their count or for_each by hand`,
    );
  }
  const counted = countedBy(instance, file, member.collection);
  if (counted !== null) {
    return refusal(
      `${what} stands in a list that ${counted} counts: taking it out would shift the other instances`,
    );
  }
  const target =
    member.collection.kind === 'tuple'
      ? member.collection.items[member.index]
      : member.collection.entries[member.index];
  drafts.change(file, origin.layer, (draft) => {
    const collection = currentNode(draft, member.collection);
    const start = target === undefined ? null : draft.now(target.range.start);
    if (collection === null || start === null) return [];
    const members = collection.kind === 'tuple' ? collection.items : collection.entries;
    const current = members.findIndex(({ range }) => range.start === start);
    return current === -1
      ? []
      : editorFor(draft.file).removeMember(draft.file, collection, current);
  });
  return notesOn(instance, origin);
}

interface Member {
  readonly collection: TupleExpression | ObjectExpression;
  readonly index: number;
}

function memberOf(file: ConfigFile, list: ListValue, index: number): Member | null {
  if (list.origin !== null && list.origin.path === file.path) {
    const tuple = nodeAt(file.body, list.origin.range, 'tuple');
    if (tuple !== null && tuple.items.length === list.items.length)
      return { collection: tuple, index };
  }
  const own = list.items[index]?.origin ?? null;
  if (own === null || (list.origin !== null && isSamePlace(own, list.origin))) return null;
  const { range } = own;
  for (const node of nodesIn(file.body)) {
    if (node.kind !== 'tuple' && node.kind !== 'object') continue;
    const members = node.kind === 'tuple' ? node.items : node.entries.map((entry) => entry.value);
    const found = members.findIndex(
      (member) => member.range.start === range.start && member.range.end === range.end,
    );
    if (found !== -1) return { collection: node, index: found };
  }
  return null;
}
