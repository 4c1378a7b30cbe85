import type { Attributes, PlannedChange } from './schema.ts';

const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
/** Of types whose state has another version than 0. */
const schemaVersions = new Map([
  ['aws_security_group_rule', 2],
  ['aws_security_group', 1],
]);

/** What the finding itself says of the resource that runs, where the code leaves it to AWS. */
const live: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map([
  ['aws_instance', { associate_public_ip_address: true }],
]);

/** A state in which each resource has the values of its plan, an id, and something for what AWS would fill in. */
export function stateOf(
  resources: Iterable<PlannedChange>,
  attributes: ReadonlyMap<string, Attributes>,
): string {
  const entries = [...resources].map((one) => ({
    ...(one.module_address === undefined ? {} : { module: one.module_address }),
    mode: one.mode,
    type: one.type,
    name: one.name,
    provider,
    instances: [
      {
        ...(one.index === undefined ? {} : { index_key: one.index }),
        schema_version: schemaVersions.get(one.type) ?? 0,
        attributes: {
          ...computedValues(one, attributes.get(one.type) ?? {}),
          ...live.get(one.type),
          id: identity(one),
          ...withoutNulls(one.change.after ?? {}),
        },
      },
    ],
  }));
  return JSON.stringify({
    version: 4,
    terraform_version: '1.11.4',
    serial: 1,
    lineage: 'x',
    resources: entries,
  });
}

/** User data, which the provider hashes once more whatever it is, and what only some kinds of the resource may have. */
const leftOut = /^(user_data|fifo_throughput_scope)/;

function computedValues(one: PlannedChange, attributes: Attributes): Record<string, unknown> {
  const computed = Object.entries(attributes).filter(
    ([name, attribute]) => attribute.computed && !leftOut.test(name),
  );
  return Object.fromEntries(computed.map(([name, { type }]) => [name, filler(name, type, one)]));
}

function filler(name: string, type: unknown, one: PlannedChange): unknown {
  if (type === 'string')
    return /(^|_)arn$/.test(name)
      ? `arn:aws:service:eu-west-1:123456789012:${identity(one)}`
      : identity(one);
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  return Array.isArray(type) && type[0] === 'map' ? {} : [];
}

function identity({ type, name, index = '' }: PlannedChange): string {
  return type === 'aws_security_group' ? `sg-0${name}${index}` : `${name}${index}`;
}

function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
