import type { EditIntent, EditRefusal } from '../../../model/language.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { Block } from '../syntax/ast.ts';
import { refersTo } from './add-resource.ts';
import { currentNode } from './container.ts';
import type { Drafts } from './drafts.ts';
import { editorFor } from './editor.ts';
import { editable, isRefusal, noInput, refusal } from './guard.ts';

type RemoveResource = Extract<EditIntent, { kind: 'remove-resource' }>;

/** Takes a resource away, unless something refers to it or the block makes others as well. */
export function removeResource(
  intent: RemoveResource,
  drafts: Drafts,
  leaving: ReadonlySet<string>,
): readonly string[] | EditRefusal {
  const instance = editable(intent.resource);
  if (isRefusal(instance)) return instance;
  if (instance.module.declarations.published !== undefined) {
    return noInput(instance, `whether ${instance.address} is made`);
  }
  const others = instance.siblings.filter((address) => !leaving.has(address));
  if (others.length > 0) {
    return refusal(
      `the block of ${instance.address} also makes ${others.slice(0, 3).join(', ')}: take the instance out of its count or for_each by hand`,
    );
  }
  const referring = referringBlock(instance, leaving);
  if (referring !== null) {
    return refusal(
      `${referring} refers to ${instance.type}.${instance.name}: take that reference away first`,
    );
  }
  const { declaration } = instance;
  for (const { block, file } of [declaration, ...declaration.overrides]) {
    drafts.change(file, 'resource', (draft) => {
      const current = currentNode(draft, block);
      return current === null ? [] : editorFor(draft.file).removeTopLevel(draft.file, current);
    });
  }
  return instance.module.parent === null
    ? []
    : [`The module in ${instance.module.directory} changes for every call of it.`];
}

/** Where the first block is that refers to the resource and stays. */
function referringBlock(instance: TerraformInstance, leaving: ReadonlySet<string>): string | null {
  const { declaration, module } = instance;
  const own = new Set<Block>([
    declaration.block,
    ...declaration.overrides.map(({ block }) => block),
  ]);
  const { address } = module;
  for (const file of module.declarations.files) {
    for (const block of file.body.items) {
      // A move may lead to what is no longer there; Terraform then destroys it.
      if (block.kind !== 'block' || block.type === 'moved' || own.has(block)) continue;
      const name = block.labels.map((label) => label.text).join('.');
      if (block.type === 'resource' && leaving.has(address === '' ? name : `${address}.${name}`))
        continue;
      if (refersTo(block, instance.type, instance.name))
        return `${[block.type, name].filter((part) => part !== '').join(' ')} (${file.path})`;
    }
  }
  return null;
}
