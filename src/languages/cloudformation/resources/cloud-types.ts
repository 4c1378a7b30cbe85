import data from './cloud-types.data.json' with { type: 'json' };

const made: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(data.types));

/** The cloud resources that a resource of this type can be: mostly its own type. */
export function cloudTypesOf(type: string): readonly string[] {
  return made.get(type) ?? [type];
}

/** The template types that can make a cloud resource of this type. */
export function typesFor(cloudType: string): readonly string[] {
  const others = [...made].filter(([, types]) => types.includes(cloudType)).map(([type]) => type);
  const isOwn = cloudType.startsWith('AWS::') && cloudTypesOf(cloudType).includes(cloudType);
  return isOwn ? [...new Set([cloudType, ...others])] : others;
}
