import type { Identity } from '../../../model/resource.ts';
import type { Value } from '../../../model/value.ts';
import extract from './identity.data.json' with { type: 'json' };

/** What the table says of one type. */
interface TypeIdentity {
  /** CloudFormation's names of what it makes. */
  readonly cloudTypes: readonly string[];
  /** Arguments that name the resource in the cloud, most specific first. */
  readonly names: readonly string[];
  /** Arguments with which the name begins when no name is given. */
  readonly prefixes: readonly string[];
}

const types: ReadonlyMap<string, TypeIdentity> = new Map(Object.entries(extract.types));

/** CloudFormation's names of what a Terraform type makes; empty when the table does not have the type. */
export function cloudTypesOf(type: string): readonly string[] {
  return types.get(type)?.cloudTypes ?? [];
}

/** The Terraform types that can make a cloud resource of this CloudFormation type. */
export function typesMaking(cloudType: string): readonly string[] {
  return [...types]
    .filter(([, { cloudTypes }]) => cloudTypes.includes(cloudType))
    .map(([type]) => type);
}

/** What tells which cloud resource it is, as far as the code says. */
export function identitiesOf(
  type: string,
  properties: ReadonlyMap<string, Value>,
): readonly Identity[] {
  const known = types.get(type);
  if (known === undefined) return [];
  const written = (kind: 'name' | 'prefix') => (attribute: string) => {
    const value = properties.get(attribute);
    return value === undefined || value.kind === 'null' ? [] : [{ attribute, kind, value }];
  };
  return [...known.names.flatMap(written('name')), ...known.prefixes.flatMap(written('prefix'))];
}
