import type { Written } from '../../../model/language.ts';
import { isTerraformInstance, type TerraformInstance } from '../resources/instance.ts';
import type { ReferenceText } from './write-value.ts';

/** What a value refers to: a resource, and an attribute of it. */
export type WrittenReference = Pick<Extract<Written, { kind: 'reference' }>, 'to' | 'attribute'>;

/** Every reference in a value. */
export function referencesIn(value: Written): readonly WrittenReference[] {
  switch (value.kind) {
    case 'literal':
      return [];
    case 'reference':
      return [value];
    case 'list':
      return value.items.flatMap(referencesIn);
    case 'map':
      return value.entries.flatMap(([, entry]) => referencesIn(entry));
    case 'template':
      return value.parts.flatMap((part) => (typeof part === 'string' ? [] : [part]));
    case 'json':
      return referencesIn(value.value);
  }
}

/** What may follow a resource's address without being read as anything but the name of an attribute. */
const ATTRIBUTE = /^[A-Za-z_][\w-]*(?:\.\w+|\[\d+\])*$/;

/** Why these references cannot be written in the module of a resource; null when they can. */
export function unreachable(from: TerraformInstance, values: readonly Written[]): string | null {
  const references = values.flatMap(referencesIn);
  const odd = references.find(({ attribute }) => !ATTRIBUTE.test(attribute));
  if (odd !== undefined)
    return `${JSON.stringify(odd.attribute)} cannot be the name of an attribute`;
  const foreign = references.find(({ to }) => !isTerraformInstance(to) || !sharesModule(from, to));
  if (foreign === undefined) return null;
  return `${from.address} cannot refer to ${foreign.to.address}, which is in another module: hand it over as an output and a variable`;
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
