import { partsOf } from '../../../model/document.ts';
import type { EditIntent, EditRefusal } from '../../../model/language.ts';
import type { ListValue, Value } from '../../../model/value.ts';
import type { PlacedBlock } from '../modules/declarations.ts';
import { isAttributeAsBlocks, requiredArguments } from '../provider/schema.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { Block, ConfigFile, ObjectExpression } from '../syntax/ast.ts';
import { type Container, containerOf, currentNode } from './container.ts';
import type { Drafts } from './drafts.ts';
import { editorFor } from './editor.ts';
import {
  decidedElsewhere,
  editable,
  ignoredReason,
  ineffective,
  inertReason,
  isRefusal,
  refusal,
} from './guard.ts';
import { jsonPlaceOf, removeJson } from './json-text.ts';
import { keyOf } from './native-editor.ts';
import { parentOf } from './nodes.ts';
import { siblingNote } from './notes.ts';
import { isInPolicyText, removeAction } from './policy-source.ts';
import { follow, pathText } from './property.ts';
import { removeElement } from './remove-element.ts';
import { isTopBlock, setBlocks, topBlocks } from './set-blocks.ts';

type Remove = Extract<EditIntent, { kind: 'remove' }>;

/**
 * Takes an argument, block or list element away, where the provider is known to act on its absence. `removals`
 * are all that are asked for together: several can leave a list with nothing.
 */
export function remove(
  intent: Remove,
  drafts: Drafts,
  removals: readonly Remove[],
): readonly string[] | EditRefusal {
  const instance = editable(intent.resource);
  if (isRefusal(instance)) return instance;
  const { path } = intent;
  const reached = follow(instance.properties, path);
  if (isInPolicyText(reached, path)) return removeAction(instance, path, reached, drafts);
  if (reached.depth < path.length || path.length === 0) return [];
  const ignored = ignoredReason(instance, path);
  if (ignored !== null) return ineffective(ignored);
  const elsewhere = decidedElsewhere(instance, reached.value, pathText(path));
  if (elsewhere !== null) return elsewhere;
  const place = jsonPlaceOf(instance, path, reached);
  if (place !== null) return isRefusal(place) ? place : removeJson(place, drafts);
  const parent = partsOf(reached.way[path.length - 1] ?? instance.properties);
  if (parent.kind === 'list') {
    const leavesNone = parent.complete !== false && areAllIn(parent, intent, removals);
    return removeFromList(instance, intent, parent, leavesNone, drafts);
  }
  return removeNamed(instance, intent, parent, drafts);
}

/** Whether the removals take every element of the list that the intent takes one of. */
function areAllIn(
  list: ListValue,
  { resource, path }: Remove,
  removals: readonly Remove[],
): boolean {
  const listPath = pathText(path.slice(0, -1));
  const leaving = new Set(
    removals
      .filter((one) => one.resource.root === resource.root)
      .filter((one) => one.resource.address === resource.address)
      .filter((one) => pathText(one.path.slice(0, -1)) === listPath)
      .map((one) => one.path.at(-1)),
  );
  return list.items.every((_, index) => leaving.has(index));
}

function removeFromList(
  instance: TerraformInstance,
  { path }: Remove,
  list: ListValue,
  leavesNone: boolean,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const index = Number(path.at(-1));
  const listPath = path.slice(0, -1);
  const isWritten = listPath.length === 1 && isTopBlock(instance, String(listPath[0]));
  if (leavesNone && isWritten && isAttributeAsBlocks(instance.type, listPath)) {
    // That there are none is written, once: absence would keep what the cloud has.
    if (index > 0) return [];
    const unused = topBlocks(instance, String(listPath[0])).some(isDynamic);
    if (unused && list.items.every((item) => staticBlock(instance, item) !== null))
      return refusal(
        `${pathText(listPath)} of ${instance.address} would have to become an empty list, beside which its dynamic block, which makes none now, cannot stay: decide by hand`,
      );
    return setBlocks(instance, listPath, list, { kind: 'literal', value: [] }, drafts);
  }
  const block = staticBlock(instance, list.items[index]);
  if (block === null) return removeElement(instance, listPath, list, index, drafts);
  const inert = leavesNone ? inertReason(instance, listPath) : null;
  if (inert !== null) return ineffective(inert);
  const parent = parentOf(block.file.body, block.node);
  if (parent === null)
    return refusal(`${pathText(path)} of ${instance.address} has no block around it`);
  return removeFrom(
    instance,
    { file: block.file, node: parent, layer: ownLayer(instance) },
    block.node,
    drafts,
  );
}

function removeNamed(
  instance: TerraformInstance,
  { path }: Remove,
  parent: Value,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const name = String(path.at(-1));
  const above = path.slice(0, -1);
  if (requiredArguments(instance.type, above)?.includes(name) === true) {
    return refusal(
      `${pathText(path)} of ${instance.address} is required: it can be changed, not taken away`,
    );
  }
  const inert = inertReason(instance, path);
  const container = containerOf(instance, above, parent);
  if (isRefusal(container)) return container;
  const { node } = container;
  if (node.kind === 'object') {
    const index = node.entries.findIndex(({ key }) => keyOf(key) === name);
    if (index === -1 || isMerged(parent, node))
      return refusal(
        `${pathText(path)} of ${instance.address} is not written as an entry of its own`,
      );
    if (inert !== null) return ineffective(inert);
    drafts.change(container.file, container.layer, (draft) => {
      const object = currentNode(draft, node);
      const current = object?.entries.findIndex(({ key }) => keyOf(key) === name) ?? -1;
      return object === null ? [] : editorFor(draft.file).removeMember(draft.file, object, current);
    });
    return siblingNote(instance);
  }
  const items = node.body.items.filter(
    (item) => (item.kind === 'block' ? item.type : item.name) === name,
  );
  const dynamic = topBlocks(instance, name).some(isDynamic);
  const [item, ...others] = items;
  if (item === undefined || dynamic) {
    return refusal(
      `${pathText(path)} of ${instance.address} is not written in the resource: edit it by hand`,
    );
  }
  if (isAttributeAsBlocks(instance.type, path) && item.kind === 'block') {
    return setBlocks(instance, path, parent, { kind: 'literal', value: [] }, drafts);
  }
  if (inert !== null) return ineffective(inert);
  for (const one of [item, ...others]) removeFrom(instance, container, one, drafts);
  return siblingNote(instance);
}

function isDynamic({ block }: PlacedBlock): boolean {
  return block.type === 'dynamic';
}

/** Whether the object is only one of those whose keys the map has: another may have the key as well. */
function isMerged(parent: Value, object: ObjectExpression): boolean {
  return parent.origin?.range.start !== object.range.start;
}

function removeFrom(
  instance: TerraformInstance,
  container: Container,
  item: Block['body']['items'][number],
  drafts: Drafts,
): readonly string[] {
  const { node } = container;
  if (node.kind === 'block') {
    drafts.change(container.file, container.layer, (draft) => {
      const block = currentNode(draft, node);
      const current = currentNode(draft, item);
      return block === null || current === null
        ? []
        : editorFor(draft.file).removeItem(draft.file, block, current);
    });
  }
  return siblingNote(instance);
}

/** The block that an element of a block list is written as; null when it is made by an expression or `dynamic`. */
function staticBlock(
  instance: TerraformInstance,
  value: Value | undefined,
): { readonly file: ConfigFile; readonly node: Block } | null {
  const origin = value?.origin ?? null;
  if (origin === null) return null;
  const file = instance.module.file(origin.path);
  const container = file === null ? null : blockAt(file.body.items, origin.range);
  return file === null || container === null || container.type === 'dynamic'
    ? null
    : { file, node: container };
}

function blockAt(items: Block['body']['items'], range: Block['range']): Block | null {
  for (const item of items) {
    if (item.kind !== 'block') continue;
    if (item.range.start === range.start && item.range.end === range.end) return item;
    const inner = blockAt(item.body.items, range);
    if (inner !== null) return inner;
  }
  return null;
}

function ownLayer(instance: TerraformInstance): 'resource' | 'module-source' {
  return instance.module.parent === null ? 'resource' : 'module-source';
}
