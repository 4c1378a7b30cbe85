import { partsOf } from '../../../model/document.ts';
import type { EditIntent, EditRefusal, Written } from '../../../model/language.ts';
import type { ListValue, PropertyPath, Value } from '../../../model/value.ts';
import { fieldsOf, isAttributeAsBlocks } from '../provider/schema.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { Block, ConfigFile } from '../syntax/ast.ts';
import { addBlockAfter } from './body.ts';
import { currentNode } from './container.ts';
import { countedBy } from './counted-by.ts';
import type { Drafts } from './drafts.ts';
import { editorFor } from './editor.ts';
import {
  decidedElsewhere,
  editable,
  fileOf,
  ignoredReason,
  ineffective,
  isRefusal,
  refusal,
} from './guard.ts';
import { appendJson, jsonPlaceOf } from './json-text.ts';
import { layoutOf } from './layout.ts';
import { nodeAt } from './nodes.ts';
import { notesOn, siblingNote } from './notes.ts';
import { addStatement, isInPolicyText } from './policy-source.ts';
import { follow, namesIn, pathText } from './property.ts';
import { referencesFrom, unreachable } from './references.ts';
import { entriesOf, itemsFor } from './render.ts';
import { set } from './set.ts';
import type { ReferenceText } from './write-value.ts';

type Append = Extract<EditIntent, { kind: 'append' }>;

/** Adds an element to a list, or a block to the blocks of a type, in the way in which the others are written. */
export function append(intent: Append, drafts: Drafts): readonly string[] | EditRefusal {
  const instance = editable(intent.resource);
  if (isRefusal(instance)) return instance;
  const { path, value } = intent;
  const ignored = ignoredReason(instance, path);
  if (ignored !== null) return ineffective(ignored);
  const problem = unreachable(instance, [value]);
  if (problem !== null) return refusal(problem);
  const reached = follow(instance.properties, path);
  const { depth } = reached;
  const found = partsOf(reached.value);
  const elsewhere = depth < path.length ? null : decidedElsewhere(instance, found, pathText(path));
  if (elsewhere !== null) return elsewhere;
  if (depth === path.length - 1 && isInPolicyText(reached, path)) {
    return addStatement(instance, path.slice(0, -1), found, value, drafts);
  }
  const last = found.kind === 'list' ? found.items.length : 0;
  const place = jsonPlaceOf(instance, [...path, last], reached);
  if (place !== null) return isRefusal(place) ? place : appendJson(place, value, drafts);
  if (depth < path.length || found.kind === 'null') {
    return set(
      { kind: 'set', resource: instance, path, value: { kind: 'list', items: [value] } },
      drafts,
    );
  }
  const list = found.kind === 'list' ? found : null;
  const block = blockToFollow(instance, path, list ?? found, intent.after);
  if (block !== null) return addBlock(instance, path, block, value, drafts);
  if (list === null) {
    const why = found.kind === 'unknown' ? found.reason : `it is a ${found.kind}`;
    return refusal(`nothing can be added to ${pathText(path)} of ${instance.address}: ${why}`);
  }
  return addElement(instance, intent, list, drafts);
}

interface Placed {
  readonly file: ConfigFile;
  readonly block: Block;
}

/** The nested block after which a further one of its type goes; null when they are no blocks. */
function blockToFollow(
  instance: TerraformInstance,
  path: PropertyPath,
  value: Value,
  after: number | undefined,
): Placed | null {
  const items = value.kind === 'list' ? value.items : [value];
  const wished = items[after ?? items.length - 1];
  const ordered =
    wished === undefined ? items : [...items.filter((item) => item !== wished), wished];
  for (const item of ordered.toReversed()) {
    const file = item.origin === null ? null : instance.module.file(item.origin.path);
    if (file === null || item.origin === null) continue;
    const block = nodeAt(file.body, item.origin.range, 'block');
    if (block !== null && block.type !== 'dynamic') return { file, block };
  }
  const [name, ...others] = path;
  if (others.length > 0) return null;
  return (
    instance.declaration.blocks.find(
      ({ block }) => block.type === 'dynamic' && block.labels[0]?.text === name,
    ) ?? null
  );
}

function addBlock(
  instance: TerraformInstance,
  path: PropertyPath,
  placed: Placed,
  value: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const names = namesIn(path);
  const name = names.at(-1) ?? '';
  const layer = instance.module.parent === null ? 'resource' : 'module-source';
  const position = { type: instance.type, names: names.slice(0, -1) };
  const context = { layout: layoutOf(placed.file), reference: referencesFrom(instance) };
  const [item] = itemsFor(position, name, value, context);
  if (item?.kind !== 'block') return refusal(`a block ${name} needs its arguments as a map`);
  const file = fileOf(instance, {
    path: placed.file.path,
    range: placed.block.range,
    layer,
    label: '',
    via: [],
  });
  if (isRefusal(file)) return file;
  drafts.change(file, layer, (draft) => {
    const block = currentNode(draft, placed.block);
    return block === null ? [] : [addBlockAfter(draft.file, block, item.text)];
  });
  return siblingNote(instance);
}

function addElement(
  instance: TerraformInstance,
  { path, value, after }: Append,
  list: ListValue,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const { origin } = list;
  const file = origin === null ? null : fileOf(instance, origin);
  if (file !== null && isRefusal(file)) return file;
  const tuple = origin === null || file === null ? null : nodeAt(file.body, origin.range, 'tuple');
  if (origin === null || file === null || tuple === null) {
    return refusal(
      `${pathText(path)} of ${instance.address} is computed: add the element to its expression (${origin?.label ?? 'the resource'}, ${origin?.path ?? instance.path})`,
    );
  }
  if (
    countedBy(instance, file, tuple) !== null &&
    after !== undefined &&
    after < list.items.length - 1
  ) {
    return refusal(
      `${pathText(path)} of ${instance.address} is counted: an element can only be added at its end`,
    );
  }
  const reference: ReferenceText = referencesFrom(instance);
  const element = isAttributeAsBlocks(instance.type, path)
    ? complete(instance, path, value)
    : value;
  const before = after === undefined ? undefined : tuple.items[after];
  drafts.change(file, origin.layer, (draft) => {
    const current = currentNode(draft, tuple);
    if (current === null) return [];
    const start = before === undefined ? null : draft.now(before.range.start);
    const index =
      start === null ? -1 : current.items.findIndex(({ range }) => range.start === start);
    return editorFor(draft.file).addElement(
      draft.file,
      current,
      element,
      reference,
      index === -1 ? undefined : index,
    );
  });
  return notesOn(instance, origin);
}

/** In a list of objects (`ingress = [{…}]`) Terraform wants every field: those left out are null. */
function complete(instance: TerraformInstance, path: PropertyPath, value: Written): Written {
  const entries = entriesOf(value);
  const fields = fieldsOf(instance.type, path);
  if (entries === null || fields === null) return value;
  const written = new Set(entries.map(([name]) => name));
  const missing = fields.filter((field) => !written.has(field));
  return {
    kind: 'map',
    entries: [
      ...entries,
      ...missing.map((field) => [field, { kind: 'literal', value: null }] as const),
    ],
  };
}
