import { schemaOf } from '../schema/schema.ts';
import data from './cloud-types.data.json' with { type: 'json' };

const made: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(data.types));

/** The cloud resources that a resource of this type can be: mostly its own type. */
export function cloudTypesOf(type: string): readonly string[] {
  return made.get(type) ?? [type];
}

/** The template types that can make a cloud resource of this type. */
export function typesFor(cloudType: string): readonly string[] {
  const others = [...made].filter(([, types]) => types.includes(cloudType)).map(([type]) => type);
  // Security Hub's own spellings are no types of templates; any other type may be one that is not in the extract.
  const isOwn =
    schemaOf(cloudType) !== null || (others.length === 0 && cloudType.startsWith('AWS::'));
  return isOwn ? [...new Set([cloudType, ...others])] : others;
}
