import { resourceContent } from '../evaluate/blocks.ts';
import { mapValue } from '../evaluate/values.ts';
import type { Declaration } from '../modules/declarations.ts';
import type { Module } from '../modules/module.ts';
import { formerAddresses, importedIds } from '../modules/moves.ts';
import { isForeign } from '../modules/own-modules.ts';
import { placeOf } from '../modules/places.ts';
import { providerOf } from '../modules/providers.ts';
import { resourceScope } from '../modules/references.ts';
import { keySuffix, type Repeated } from '../modules/repetition.ts';
import { failedCondition } from './failed-condition.ts';
import { cloudTypesOf, identitiesOf } from './identity.ts';
import type { TerraformInstance } from './instance.ts';
import { ignoredArguments, preventsDestroy } from './lifecycle.ts';
import { lockReason } from './locked.ts';
import { placementOf } from './placement.ts';
import { providerVersionOf } from './provider-version.ts';
import { tagsOf } from './tags.ts';

/** Every instance of these types in one module, modules that it calls left out. */
export function readResources(
  module: Module,
  types: ReadonlySet<string>,
): readonly TerraformInstance[] {
  const found = [...module.declarations.resources.values()]
    .map((declaration) => ({ declaration, type: declaration.block.labels[0]?.text ?? '' }))
    .filter(({ type }) => types.has(type));
  const providerVersion = found.length === 0 ? null : providerVersionOf(module);
  return found.flatMap(({ declaration, type }) =>
    readInstances(module, declaration, type, providerVersion),
  );
}

function readInstances(
  module: Module,
  declaration: Declaration,
  type: string,
  providerVersion: string | null,
): readonly TerraformInstance[] {
  const { instances } = module.repetition(declaration);
  const { block, file } = declaration;
  const shown = shownAt(module, declaration);
  const name = block.labels[1]?.text ?? '';
  const addressOf = ({ key }: Repeated) => module.addressOf(`${type}.${name}${keySuffix(key)}`);
  const addresses = instances.map(addressOf);
  const common = {
    language: 'terraform',
    type,
    name,
    cloudTypes: cloudTypesOf(type),
    root: module.root,
    path: shown.file.path,
    range: shown.block.range,
    line: placeOf(shown.file, shown.block.range.start).line,
    endLine: placeOf(shown.file, shown.block.range.end).line,
    ignored: ignoredArguments(declaration),
    ...(preventsDestroy(declaration) ? { onReplace: 'refuse' as const } : {}),
    providerVersion: type.startsWith('aws_') ? providerVersion : null,
    locked: lockReason(shown.file.path, shown.file.text),
    block,
    file,
    declaration,
    module,
  } as const;
  return instances.map((repeated) => {
    const address = addressOf(repeated);
    const scope = resourceScope(module, declaration, address, repeated);
    const properties = resourceContent(declaration, type, scope);
    const failed = failedCondition(declaration, properties, scope);
    const provider = providerOf(module, declaration, type);
    const placement = placementOf(provider, properties.get('region'));
    return {
      ...common,
      address,
      key: repeated.key,
      properties: mapValue(properties, null, isAllKnown(module, `${type}.${name}`)),
      tags: tagsOf(properties.get('tags'), provider),
      identities: identitiesOf(type, properties, placement),
      placement,
      ...(failed === null ? {} : { failedCondition: failed }),
      counted: repeated.counted && existsForSure(module),
      formerAddresses: formerAddresses(module, address),
      imported: importedIds(module, address),
      siblings: addresses.filter((other) => other !== address),
    };
  });
}

/** Where people find what makes the resource: its block, or the call in this repository of the module that makes it. */
function shownAt(module: Module, declaration: Declaration): Declaration {
  const { call, parent } = module;
  const isElsewhere = module.declarations.published !== undefined || isForeign(module.directory);
  return isElsewhere && call !== null && parent !== null ? shownAt(parent, call) : declaration;
}

/** What is known of a published module need not be all that it sets. */
function isAllKnown({ declarations }: Module, key: string): boolean {
  return declarations.published === undefined || declarations.published.complete.has(key);
}

/** A resource in a module whose own count is not known may not exist either. */
function existsForSure(module: Module): boolean {
  const { made } = module;
  return made === null || (made.repeated.counted && existsForSure(made.parent));
}
