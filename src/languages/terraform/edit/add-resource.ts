import type { EditIntent, EditRefusal } from '../../../model/language.ts';
import type { PlacedAttribute } from '../modules/declarations.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { Block, ConfigFile } from '../syntax/ast.ts';
import { currentNode } from './container.ts';
import type { Drafts } from './drafts.ts';
import { editorFor } from './editor.ts';
import { editable, isRefusal, refusal } from './guard.ts';
import { isSingleLine } from './layout.ts';
import { addByInputs } from './module-input.ts';
import { nodesIn } from './nodes.ts';
import { referencesFrom, unreachable } from './references.ts';
import { isName } from './render.ts';

type AddResource = Extract<EditIntent, { kind: 'add-resource' }>;

/** Adds a resource after another and its companions, made as often and by the same provider. */
export function addResource(
  intent: AddResource,
  drafts: Drafts,
  taken: Set<string>,
): readonly string[] | EditRefusal {
  const beside = editable(intent.beside);
  if (isRefusal(beside)) return beside;
  const { type, properties } = intent;
  const byInputs = addByInputs(beside, type, properties, drafts);
  if (byInputs !== null) return byInputs;
  const problem = unreachable(
    beside,
    properties.map(([, value]) => value),
  );
  if (problem !== null) return refusal(problem);
  const misnamed = [type, ...properties.map(([property]) => property)].find(
    (text) => !isName(text),
  );
  if (misnamed !== undefined) {
    return refusal(`${JSON.stringify(misnamed)} cannot be the name of a type or an argument`);
  }
  const name = uniqueName(beside, type, intent.name ?? beside.name, taken);
  if (name === null) {
    return refusal(
      `a new ${type} beside ${beside.address} needs a name of letters, digits, _ and -`,
    );
  }
  const { file } = beside;
  const after = lastCompanion(beside);
  const carried = carriedFrom(beside);
  drafts.change(file, 'companion', (draft) => {
    const block = currentNode(draft, after);
    if (block === null) return [];
    const behind = lastAdded(draft.file, block, taken);
    const resource = { type, name, carried, properties };
    return editorFor(draft.file).addResource(draft.file, behind, resource, referencesFrom(beside));
  });
  taken.add(`${type}.${name}`);
  return beside.siblings.length === 0
    ? []
    : [`The new ${type} is made for each instance of ${beside.type}.${beside.name}.`];
}

/** Further resources of the same edit go after those that it has added already. */
function lastAdded(file: ConfigFile, block: Block, taken: ReadonlySet<string>): Block {
  const blocks = file.body.items.filter((item) => item.kind === 'block');
  let last = block;
  for (const next of blocks.slice(blocks.indexOf(block) + 1)) {
    if (!taken.has(next.labels.map((label) => label.text).join('.'))) break;
    last = next;
  }
  return last;
}

function uniqueName(
  beside: TerraformInstance,
  type: string,
  wished: string,
  taken: ReadonlySet<string>,
): string | null {
  if (!isName(wished)) return null;
  const { resources } = beside.module.declarations;
  const isTaken = (name: string): boolean =>
    resources.has(`${type}.${name}`) || taken.has(`${type}.${name}`);
  if (!isTaken(wished)) return wished;
  for (let number = 2; ; number++) {
    if (!isTaken(`${wished}_${number}`)) return `${wished}_${number}`;
  }
}

/** The last of the resources that follow directly, refer to the resource and are parts of it by their type. */
function lastCompanion(beside: TerraformInstance): Block {
  const blocks = beside.file.body.items.filter((item) => item.kind === 'block');
  let last = beside.block;
  for (const block of blocks.slice(blocks.indexOf(beside.block) + 1)) {
    const type = block.labels[0]?.text ?? '';
    if (block.type !== 'resource' || !type.startsWith(`${beside.type}_`)) break;
    if (!refersTo(block, beside.type, beside.name)) break;
    last = block;
  }
  return last;
}

/** Whether anything in a block refers to `type.name`. */
export function refersTo(block: Block, type: string, name: string): boolean {
  for (const node of nodesIn(block.body)) {
    if (node.kind !== 'attribute-access' || node.name !== name) continue;
    if (node.object.kind === 'variable' && node.object.name === type) return true;
  }
  return false;
}

/** The arguments that make the new resource as often, by the same provider and in the same region. */
function carriedFrom(beside: TerraformInstance): readonly (readonly [string, string])[] {
  const { attributes } = beside.declaration;
  return ['count', 'for_each', 'provider', 'region'].flatMap((name) => {
    const placed = attributes.get(name);
    if (placed === undefined) return [];
    const { range } = placed.attribute.value;
    const written = writtenValue(placed);
    const short = isSingleLine(placed.file.text, range);
    return [[name, short ? written : chained(beside, name, written)] as const];
  });
}

/** The text of a value; in JSON that of a string is with its quotes. */
function writtenValue({ attribute, file }: PlacedAttribute): string {
  if (file.syntax === 'native') {
    return file.text.slice(attribute.value.range.start, attribute.value.range.end);
  }
  const text = file.text.slice(attribute.nameRange.end, attribute.range.end);
  return text.slice(text.indexOf(':') + 1).trim();
}

/** A long expression is not repeated: the new resource is made for what the other one makes. */
function chained(beside: TerraformInstance, name: string, written: string): string {
  const address = `${beside.type}.${beside.name}`;
  if (name === 'for_each') return address;
  return name === 'count' ? `length(${address})` : written;
}
