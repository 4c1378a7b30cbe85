import type { Json } from '../../../foundation/json.ts';
import { partsOf } from '../../../model/document.ts';
import type { EditIntent, EditRefusal, Written } from '../../../model/language.ts';
import type { Origin, PropertyPath, Value } from '../../../model/value.ts';
import type { PlacedAttribute } from '../modules/declarations.ts';
import { placeOf } from '../modules/places.ts';
import { contentOf } from '../modules/read-declarations.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import { withoutChoice } from './conditional.ts';
import { containerOf, currentNode } from './container.ts';
import type { Drafts } from './drafts.ts';
import { editorFor } from './editor.ts';
import { editable, fileOf, ignoredReason, ineffective, isRefusal, refusal } from './guard.ts';
import { jsonPlaceOf, writeJson } from './json-text.ts';
import { layoutOf } from './layout.ts';
import { setInput } from './module-input.ts';
import { narrower } from './narrow.ts';
import { nodeAt } from './nodes.ts';
import { notesOn, siblingNote } from './notes.ts';
import { differsByInstance } from './per-instance.ts';
import { isInPolicyText, setCondition } from './policy-source.ts';
import { follow, isSamePlace, namesIn, pathText } from './property.ts';
import { referencesFrom, referencesIn, unreachable } from './references.ts';
import { elementsOf, isName } from './render.ts';
import { setBlocks, topBlocks } from './set-blocks.ts';
import { expressionText } from './write-value.ts';

/** Gives a property a value: where it is decided, or in the resource where it is not written yet. */
export function set(
  intent: Extract<EditIntent, { kind: 'set' }>,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const instance = editable(intent.resource);
  if (isRefusal(instance)) return instance;
  const { path, value } = intent;
  const ignored = ignoredReason(instance, path);
  if (ignored !== null) return ineffective(ignored);
  const problem = unreachable(instance, [value]);
  if (problem !== null) return refusal(problem);
  const reached = follow(instance.properties, path);
  const isWritten = reached.depth === path.length;
  if (isWritten && isAlready(reached.value, value)) return [];
  const throughInput = setInput(instance, path, reached, value, drafts);
  if (throughInput !== null) return throughInput;
  const place = jsonPlaceOf(instance, path, reached);
  if (place !== null) return isRefusal(place) ? place : writeJson(place, value, drafts);
  if (isInPolicyText(reached, path)) return setCondition(instance, path, reached, value, drafts);
  // Others use the value too, so it is not changed where it comes from.
  if (intent.inPlace && path.length > 0)
    return add(instance, path, Math.min(reached.depth, path.length - 1), value, drafts);
  if (isWritten) {
    const whole = reached.way.at(-2)?.origin ?? null;
    if (isComputedWith(instance, reached.value.origin, whole)) {
      return refusal(
        `${pathText(path)} of ${instance.address} is computed together with what it is a part of (${whole?.label}, ${whole?.path}): edit that expression`,
      );
    }
    return replace(instance, path, reached.value, value, drafts);
  }
  if (reached.value.kind === 'null') {
    const rest = path.slice(reached.depth);
    return replace(
      instance,
      path.slice(0, reached.depth),
      reached.value,
      nested(rest, value),
      drafts,
    );
  }
  return add(instance, path, reached.depth, value, drafts);
}

/** Whether a part has no place of its own: `split(",", var.cidrs)[0]` is decided where the whole list is. */
function isComputedWith(
  instance: TerraformInstance,
  part: Origin | null,
  whole: Origin | null,
): boolean {
  if (part === null || whole === null || !isSamePlace(part, whole)) return false;
  const file = instance.module.file(part.path);
  const written =
    file !== null &&
    nodeAt(file.body, part.range, 'literal', 'template', 'object', 'tuple', 'block');
  return written === null;
}

function replace(
  instance: TerraformInstance,
  path: PropertyPath,
  current: Value,
  value: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const origin = current.origin ?? ownExpression(instance, path);
  const narrow = origin === null ? null : narrower(instance, origin);
  if (narrow !== null && referencesIn(value).length === 0) {
    const reference = referencesFrom(instance);
    drafts.change(narrow.file, narrow.layer, (draft) => narrow.write(draft, value, reference));
    return [narrow.note];
  }
  if (origin === null || isWrittenAsBlock(instance, current)) {
    return setBlocks(instance, path, current, value, drafts);
  }
  const file = fileOf(instance, origin);
  if (isRefusal(file)) return file;
  if (referencesIn(value).length > 0 && !seesResources(instance, origin)) {
    return refusal(
      `${pathText(path)} of ${instance.address} is decided by ${origin.label} (${origin.path}), where it cannot refer to a resource of the module: edit it by hand`,
    );
  }
  if (differsByInstance(instance, origin)) {
    const only = onlyElement(current, value);
    if (only !== null) return replace(instance, [...path, 0], only.item, only.value, drafts);
    return refusal(
      `${pathText(path)} of ${instance.address} is decided by an expression that makes the same argument of ${instance.siblings.length} other instances (${instance.path}:${instance.line}): edit the entry of count or for_each that it comes from`,
    );
  }
  const reference = referencesFrom(instance);
  const wanted = expressionText(value, { layout: layoutOf(file), reference });
  if (!drafts.claim(origin.path, origin.range, wanted)) {
    return refusal(
      `two edits want different values for ${pathText(path)} of ${instance.address} (${origin.label}, ${origin.path}): make them one after the other`,
    );
  }
  const place = withoutChoice(file, origin.range, wanted);
  drafts.change(file, origin.layer, ({ file: now, now: offset }) => {
    const start = offset(place.start);
    const last = offset(place.end - 1);
    if (start === null || last === null) return [];
    const range = { start, end: last + 1 };
    return editorFor(now).replace(now, range, value, reference);
  });
  return notesOn(instance, origin);
}

/** `[each.value]` that is to have one other element: the entry that the element comes from. */
function onlyElement(
  current: Value,
  value: Written,
): { readonly item: Value; readonly value: Written } | null {
  const [element, ...others] = elementsOf(value) ?? [];
  const [item, ...further] = current.kind === 'list' ? current.items : [];
  if (element === undefined || item === undefined) return null;
  return others.length > 0 || further.length > 0 ? null : { item, value: element };
}

function add(
  instance: TerraformInstance,
  path: PropertyPath,
  depth: number,
  value: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const known = path.slice(0, depth);
  const rest = path.slice(depth);
  const parent = partsOf(follow(instance.properties, known).value);
  if (typeof rest[0] === 'number') {
    return refusal(`${instance.address} has no ${pathText(path.slice(0, depth + 1))}`);
  }
  const dynamic = depth === 0 ? topBlocks(instance, String(rest[0]))[0] : undefined;
  if (dynamic !== undefined) {
    const { line } = placeOf(dynamic.file, dynamic.block.range.start);
    return refusal(
      `${rest[0]} of ${instance.address} is made by a dynamic block that makes none here (${dynamic.file.path}:${line}), and may make one elsewhere: change what its for_each goes through`,
    );
  }
  const container = containerOf(instance, known, parent);
  if (isRefusal(container)) return container;
  if (container.node.kind === 'block' && !isName(String(rest[0]))) {
    return refusal(
      `${JSON.stringify(rest[0])} cannot be the name of an argument of ${instance.address}`,
    );
  }
  drafts.change(container.file, container.layer, (draft) => {
    const node = currentNode(draft, container.node);
    if (node === null) return [];
    const position = { type: instance.type, names: namesIn(known) };
    const reference = referencesFrom(instance);
    return editorFor(draft.file).setIn(draft.file, node, position, rest, value, reference);
  });
  return siblingNote(instance);
}

/** The whole expression of an argument where it is written in the resource, when no narrower place decides it. */
function ownExpression(instance: TerraformInstance, path: PropertyPath): Origin | null {
  const name = path.at(-1);
  const above = path.slice(0, -1);
  const placed =
    above.length === 0
      ? instance.declaration.attributes.get(String(name))
      : nestedArgument(instance, above, String(name));
  if (placed === undefined) return null;
  return {
    path: placed.file.path,
    range: placed.attribute.value.range,
    layer: instance.module.parent === null ? 'resource' : 'module-source',
    label: instance.address,
    via: [],
  };
}

function nestedArgument(
  instance: TerraformInstance,
  path: PropertyPath,
  name: string,
): PlacedAttribute | undefined {
  const { value, depth } = follow(instance.properties, path);
  const container = depth === path.length ? containerOf(instance, path, value) : null;
  if (container === null || isRefusal(container) || container.node.kind !== 'block')
    return undefined;
  const { file, node } = container;
  return contentOf(node, file).attributes.get(name);
}

function isWrittenAsBlock(instance: TerraformInstance, value: Value): boolean {
  const { origin } = value;
  if (origin === null) return false;
  const file = instance.module.file(origin.path);
  return file !== null && nodeAt(file.body, origin.range, 'block') !== null;
}

/** Whether an expression there is in the module of the resource, and not in a variable. */
function seesResources(instance: TerraformInstance, origin: Origin): boolean {
  const inModule = instance.module.declarations.files.some((file) => file.path === origin.path);
  return inModule && origin.layer !== 'variable-default' && origin.layer !== 'variable-file';
}

/** Whether the value is known and already the one to be written. */
function isAlready(value: Value, written: Written): boolean {
  return written.kind === 'literal' && equals(value, written.value);
}

function equals(value: Value, json: Json): boolean {
  switch (value.kind) {
    case 'null':
      return json === null;
    case 'string':
    case 'number':
    case 'boolean':
      return value.value === json || (isScalar(json) && String(value.value) === String(json));
    case 'list':
      return (
        value.complete !== false &&
        Array.isArray(json) &&
        json.length === value.items.length &&
        value.items.every((item, index) => equals(item, json[index]))
      );
    default:
      return false;
  }
}

/** An argument converts numbers and booleans to strings and back. */
function isScalar(json: Json): boolean {
  return json !== null && typeof json !== 'object';
}

function nested(path: PropertyPath, value: Written): Written {
  return path.reduceRight<Written>(
    (inner, step) =>
      typeof step === 'number'
        ? { kind: 'list', items: [inner] }
        : { kind: 'map', entries: [[step, inner]] },
    value,
  );
}
