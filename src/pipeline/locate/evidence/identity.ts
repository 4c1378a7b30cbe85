import type { CloudResource } from '../../../model/finding.ts';
import type { Identity, ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';
import { chosenNames } from '../cloud-ids.ts';
import { type Match, matchPrefix, matchValue } from '../match-value.ts';
import { isTellingName, nameScope } from '../name-scope.ts';

const pointsByScope = {
  world: points.globalName,
  account: points.accountName,
  shared: points.sharedName,
} as const;

/** What the evaluated names of a resource say: a claim, nothing (null), or that it cannot be (`excluded`). */
export function identityEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
): Claim | null | 'excluded' {
  if (cloud.type !== null && !resource.cloudTypes.includes(cloud.type)) return null;
  const names = chosenNames(cloud.names);
  const matches = resource.identities.map((identity) => ({
    identity,
    match: bestMatch(identity, cloud, names),
  }));
  const equal = matches.find(({ match }) => match.kind === 'equal');
  if (equal !== undefined) return exactName(cloud, resource, equal.identity);
  // Several identities of one attribute are alternatives: only when each differs it cannot be.
  const byAttribute = Map.groupBy(matches, ({ identity }) => identity.attribute);
  for (const alternatives of byAttribute.values()) {
    if (alternatives.every(({ match }) => match.kind === 'differs')) return 'excluded';
  }
  const fitting = matches.find(({ match }) => match.kind === 'fits');
  if (fitting === undefined || fitting.match.kind !== 'fits') return null;
  return {
    resource,
    kind: 'name-pattern',
    points: points.namePattern + Math.min(fitting.match.literal, 10),
    detail: `what the code determines of its ${fitting.identity.attribute} fits the name of the resource`,
  };
}

function exactName(cloud: CloudResource, resource: ResourceInCode, identity: Identity): Claim {
  const type = cloud.type ?? resource.cloudTypes[0] ?? null;
  const scope = identity.kind === 'arn' ? 'world' : nameScope(type);
  const { value } = identity;
  const isTelling = value.kind === 'string' && isTellingName(type, value.value);
  return {
    resource,
    kind: 'name',
    points: scope === 'shared' && isTelling ? points.tellingName : pointsByScope[scope],
    detail: `its ${identity.attribute} is the name of the resource${howDecided(identity)}`,
  };
}

/** Where the name comes from, when it is not written in place. */
function howDecided(identity: Identity): string {
  const { origin } = identity.value;
  if (origin === null) return '';
  const way = [...origin.via, ...(origin.layer === 'resource' ? [] : [origin.label])];
  return way.length === 0 ? '' : ` (through ${way.join(', ')})`;
}

function bestMatch(identity: Identity, cloud: CloudResource, names: readonly string[]): Match {
  if (identity.kind === 'arn') {
    return cloud.id.startsWith('arn:') ? matchValue(identity.value, cloud.id) : { kind: 'open' };
  }
  if (names.length === 0) return { kind: 'open' };
  const compare = identity.kind === 'prefix' ? matchPrefix : matchValue;
  const matches = names.map((name) => compare(identity.value, name));
  return (
    matches.find((match) => match.kind === 'equal') ??
    matches.find((match) => match.kind === 'fits') ??
    matches.find((match) => match.kind === 'open') ?? { kind: 'differs' }
  );
}
