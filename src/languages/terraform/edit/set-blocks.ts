import type { EditRefusal, Written } from '../../../model/language.ts';
import type { PropertyPath, Value } from '../../../model/value.ts';
import type { PlacedBlock } from '../modules/declarations.ts';
import { isAttributeAsBlocks } from '../provider/schema.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { Block } from '../syntax/ast.ts';
import { currentNode } from './container.ts';
import type { Drafts } from './drafts.ts';
import { editorFor } from './editor.ts';
import { ineffective, inertReason, refusal } from './guard.ts';
import { siblingNote } from './notes.ts';
import { namesIn, pathText } from './property.ts';
import { referencesFrom } from './references.ts';
import { elementsOf } from './render.ts';

/** Writes blocks of one type anew: takes those of the resource away and puts the value in their place. */
export function setBlocks(
  instance: TerraformInstance,
  path: PropertyPath,
  current: Value,
  value: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const [name, ...others] = path;
  const blocks = typeof name === 'string' && others.length === 0 ? topBlocks(instance, name) : [];
  const [first] = blocks;
  if (typeof name !== 'string' || first === undefined) {
    return refusal(
      `no single place decides ${pathText(path)} of ${instance.address} (${current.kind}): edit it by hand at ${instance.path}:${instance.line}`,
    );
  }
  if (blocks.some(({ file }) => file.path !== instance.file.path)) {
    return refusal(`${first.file.path} overrides ${name} of ${instance.address}: edit it there`);
  }
  const leavesNone = elementsOf(value)?.length === 0 && !isAttributeAsBlocks(instance.type, path);
  const inert = leavesNone ? inertReason(instance, path) : null;
  if (inert !== null) return ineffective(inert);
  const layer = instance.module.parent === null ? 'resource' : 'module-source';
  removeBlocks(instance, instance.block, blocks, drafts);
  drafts.change(instance.file, layer, (draft) => {
    const node = currentNode(draft, instance.block);
    if (node === null) return [];
    const position = { type: instance.type, names: namesIn(path.slice(0, -1)) };
    const reference = referencesFrom(instance);
    return editorFor(draft.file).setIn(draft.file, node, position, [name], value, reference);
  });
  return siblingNote(instance);
}

/** The nested blocks of a type in the body of the resource, `dynamic` ones too. */
export function topBlocks(instance: TerraformInstance, name: string): readonly PlacedBlock[] {
  return instance.declaration.blocks.filter(({ block }) =>
    block.type === 'dynamic' ? block.labels[0]?.text === name : block.type === name,
  );
}

/** Whether the resource writes this as nested blocks. */
export function isTopBlock(instance: TerraformInstance, name: string): boolean {
  return topBlocks(instance, name).length > 0;
}

/** Takes nested blocks out of the block that they stand in. */
export function removeBlocks(
  instance: TerraformInstance,
  parent: Block,
  blocks: readonly PlacedBlock[],
  drafts: Drafts,
): void {
  const layer = instance.module.parent === null ? 'resource' : 'module-source';
  for (const { block, file } of blocks) {
    drafts.change(file, layer, (draft) => {
      const body = currentNode(draft, parent);
      const item = currentNode(draft, block);
      return body === null || item === null
        ? []
        : editorFor(draft.file).removeItem(draft.file, body, item);
    });
  }
}
