import type { Written } from '../../../model/language.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { isTerraformInstance, type TerraformInstance } from '../resources/instance.ts';
import type { ReferenceText } from './write-value.ts';

/** Every resource that a value refers to. */
export function referencedBy(value: Written): readonly ResourceInCode[] {
  switch (value.kind) {
    case 'literal':
      return [];
    case 'reference':
      return [value.to];
    case 'list':
      return value.items.flatMap(referencedBy);
    case 'map':
      return value.entries.flatMap(([, entry]) => referencedBy(entry));
    case 'template':
      return value.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.to]));
    case 'json':
      return referencedBy(value.value);
  }
}

/** Why these references cannot be written in the module of a resource; null when they can. */
export function unreachable(from: TerraformInstance, values: readonly Written[]): string | null {
  const foreign = values
    .flatMap(referencedBy)
    .find((to) => !isTerraformInstance(to) || !sharesModule(from, to));
  if (foreign === undefined) return null;
  return `${from.address} cannot refer to ${foreign.address}, which is in another module: hand it over as an output and a variable`;
}

function sharesModule(a: TerraformInstance, b: TerraformInstance): boolean {
  return a.root === b.root && a.module.address === b.module.address;
}

/**
 * How other resources are referred to in the block of `from`: an instance with the same key by
 * `count.index` or `each.key`, so that it holds for every instance of the block.
 */
export function referencesFrom(from: TerraformInstance): ReferenceText {
  return (to, attribute) => {
    if (!isTerraformInstance(to)) return `${to.address}.${attribute}`;
    return `${to.type}.${to.name}${keyText(from, to)}.${attribute}`;
  };
}

function keyText(from: TerraformInstance, to: TerraformInstance): string {
  if (to.key === null) return '';
  if (from.key === to.key) return typeof to.key === 'number' ? '[count.index]' : '[each.key]';
  return typeof to.key === 'number' ? `[${to.key}]` : `[${JSON.stringify(to.key)}]`;
}
