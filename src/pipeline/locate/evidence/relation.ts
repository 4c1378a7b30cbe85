import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';
import { loggedBy, type Parent, parentsOf, volumeTags, vpcOf } from '../relations.ts';
import type { StateAnswer, StateLookup } from '../state/index.ts';
import { stateEvidence } from './state.ts';
import { tagEvidence } from './tags.ts';

/** What a state, or the code itself, says of the resource that the finding's belongs to. `answers`: of the resource itself. */
export function relationEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
  answers: readonly StateAnswer[],
  state: StateLookup,
): Claim | null {
  // What a state says of the resource itself leaves nothing to its relations.
  const parents = answers.some(({ part }) => part === null) ? [] : parentsOf(cloud);
  for (const parent of parents) {
    const related = state({ ...cloud, id: parent.id });
    const known = isParent(resource, parent, related)
      ? points.parent
      : takesOver(resource, parent, related)
        ? points.partOfParent
        : null;
    if (known === null) continue;
    const detail = `the resource is ${parent.what} ${parent.id}, which this block makes or takes over`;
    return { resource, kind: 'relation', points: known, detail };
  }
  return volumeEvidence(cloud, resource) ?? logEvidence(cloud, resource);
}

/** Whether the finding's resource is made as a part of this one, so that the tags of this one are not its own. */
export function isMadeAsPart(cloud: CloudResource, resource: ResourceInCode): boolean {
  return cloud.type === 'AWS::EC2::Volume' && resource.type === 'aws_instance';
}

function isParent(
  resource: ResourceInCode,
  { id }: Parent,
  answers: readonly StateAnswer[],
): boolean {
  const imported = resource.imported ?? [];
  return (
    stateEvidence(answers, resource) !== null ||
    imported.some((value) => value.kind === 'string' && value.value === id)
  );
}

function takesOver(
  resource: ResourceInCode,
  { id }: Parent,
  answers: readonly StateAnswer[],
): boolean {
  const vpc = vpcOf(resource);
  if (vpc?.kind === 'string' && vpc.value === id) return true;
  return answers.some(({ address }) => address === vpc?.reference?.address);
}

/** The tags of a volume are those that its instance gives it. */
function volumeEvidence(cloud: CloudResource, resource: ResourceInCode): Claim | null {
  if (!isMadeAsPart(cloud, resource)) return null;
  const claims = volumeTags(resource).flatMap(
    (tags) => tagEvidence(cloud, { ...resource, tags }) ?? [],
  );
  const best = claims.find(({ kind }) => kind === 'tag-set' || kind === 'name-tag');
  return best === undefined
    ? null
    : {
        ...best,
        resource,
        kind: 'relation',
        detail: `it makes volumes whose tags agree: ${best.detail}`,
      };
}

function logEvidence(cloud: CloudResource, resource: ResourceInCode): Claim | null {
  const logged = loggedBy(cloud);
  if (logged === null || !resource.cloudTypes.includes(logged.type)) return null;
  const isIt = resource.identities.some(
    ({ kind, value }) => kind === 'name' && value.kind === 'string' && value.value === logged.name,
  );
  if (!isIt) return null;
  const detail = `the log group is that of ${logged.name}, which this block makes`;
  return { resource, kind: 'relation', points: points.accountName, detail };
}
