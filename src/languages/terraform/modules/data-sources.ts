import type { Value } from '../../../model/value.ts';
import type { Resolved, Step } from '../evaluate/scope.ts';
import { resourceAttribute } from '../evaluate/traversal.ts';
import { mapValue, stringValue, unknownValue } from '../evaluate/values.ts';
import type { Declaration } from './declarations.ts';
import type { Module } from './module.ts';
import { policyDocument } from './policy-document.ts';
import { providerOf } from './providers.ts';
import { type ReadInstance, resolveInstances, resourceScope } from './references.ts';
import { keySuffix, type Repeated } from './repetition.ts';

/** `data.type.name.attribute`: the few that code and finding determine; everything else is known only to the cloud. */
export function resolveData(module: Module, type: string, steps: readonly Step[]): Resolved {
  const name = steps[0]?.kind === 'attribute' ? steps[0].name : '';
  const address = module.addressOf(`data.${type}.${name}`);
  const declaration = module.declarations.data.get(`${type}.${name}`);
  if (declaration === undefined) {
    const value = unknownValue(`${address} is not declared in the files that can be read`, null);
    return { value, used: steps.length + 1, foreign: true };
  }
  const read: ReadInstance = (repeated, attribute) => {
    const full = `${address}${keySuffix(repeated.key)}`;
    if (attribute === null) {
      return { ...mapValue(new Map(), null, false), reference: { address: full, attribute } };
    }
    return module.once(
      `${full}.${attribute}`,
      () =>
        determined(module, type, declaration, full, repeated, attribute) ??
        resourceAttribute(full, attribute),
    );
  };
  const found = resolveInstances(module.repetition(declaration), address, steps.slice(1), read);
  return { ...found, used: found.used + 2 };
}

function determined(
  module: Module,
  type: string,
  declaration: Declaration,
  address: string,
  repeated: Repeated,
  attribute: string,
): Value | null {
  switch (type) {
    case 'aws_iam_policy_document': {
      if (attribute !== 'json' && attribute !== 'minified_json') return null;
      return policyDocument(declaration, resourceScope(module, declaration, address, repeated));
    }
    case 'aws_caller_identity':
      return attribute === 'account_id' || attribute === 'id'
        ? fromContext(module.evaluation.context.account)
        : null;
    case 'aws_region':
      return attribute === 'name' || attribute === 'id' || attribute === 'region'
        ? regionOf(module, declaration)
        : null;
    case 'aws_partition':
      return partitionAttribute(module.evaluation.context.partition, attribute);
    default:
      return null;
  }
}

function fromContext(known: string | null): Value | null {
  return known === null ? null : stringValue(known, null);
}

/** The provider's region where the code says it, else the finding's. */
function regionOf(module: Module, declaration: Declaration): Value | null {
  const region = providerOf(module, declaration, 'aws_region')?.region();
  return region?.kind === 'string' ? region : fromContext(module.evaluation.context.region);
}

/** Domain suffixes of the partitions (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html). */
const suffixes: ReadonlyMap<string, string> = new Map([
  ['aws', 'amazonaws.com'],
  ['aws-us-gov', 'amazonaws.com'],
  ['aws-cn', 'amazonaws.com.cn'],
]);

function partitionAttribute(partition: string | null, attribute: string): Value | null {
  if (attribute === 'partition' || attribute === 'id') return fromContext(partition);
  if (attribute === 'dns_suffix') return fromContext(suffixes.get(partition ?? '') ?? null);
  return null;
}
