import type { Identity, Placement } from '../../../model/resource.ts';
import type { Value } from '../../../model/value.ts';
import { arnOf } from './arn.ts';
import table from './identity.data.json' with { type: 'json' };

/** What the table says of one type. */
interface TypeIdentity {
  /** CloudFormation's names of what it makes; empty for what is only a part of another resource. */
  readonly cloudTypes: readonly string[];
  /** Arguments that name the resource in the cloud. */
  readonly names: readonly string[];
  /** Arguments with which the name begins where none is given. */
  readonly prefixes: readonly string[];
  /** How its ARN is made, where its name is part of it. */
  readonly arn?: string;
}

const types: ReadonlyMap<string, TypeIdentity> = new Map(Object.entries(table.types));

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
  placement: Placement,
): readonly Identity[] {
  const known = types.get(type);
  if (known === undefined) return [];
  const written = (kind: 'name' | 'prefix') => (attribute: string) => {
    const value = properties.get(attribute);
    return value === undefined || value.kind === 'null' ? [] : [{ attribute, kind, value }];
  };
  const names = known.names.flatMap(written('name'));
  const prefixes = names.length > 0 ? [] : known.prefixes.flatMap(written('prefix'));
  const arn = known.arn === undefined ? null : arnOf(known.arn, properties, placement);
  return [
    ...names,
    ...prefixes,
    ...(arn === null ? [] : [{ attribute: 'arn', kind: 'arn', value: arn } as const]),
  ];
}
