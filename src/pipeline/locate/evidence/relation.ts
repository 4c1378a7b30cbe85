import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';
import { matchValue } from '../match-value.ts';
import { parentInCode } from '../parent-in-code.ts';
import { type Parent, parentsOf } from '../parents.ts';
import { loggedBy, volumeTags } from '../relations.ts';
import type { StateAnswer, StateLookup } from '../state/index.ts';
import { isKeyTheSame } from './facts.ts';
import { identityEvidence } from './identity.ts';
import { importEvidence } from './import-block.ts';
import { stateEvidence } from './state.ts';
import { tagEvidence } from './tags.ts';

/** The block at an address of the resource's root; null when it is none of this code. */
export type BlockAt = (resource: ResourceInCode, address: string) => ResourceInCode | null;

/**
 * What a state, or the code itself, says of the resource that the finding's belongs to; `excluded` where the block
 * belongs to another. `answers`: of the resource itself.
 */
export function relationEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
  answers: readonly StateAnswer[],
  state: StateLookup,
  blockAt: BlockAt,
): Claim | null | 'excluded' {
  // What a state says of the resource itself leaves nothing to its relations.
  const parents = answers.some(({ part }) => part === null) ? [] : parentsOf(cloud);
  for (const parent of parents) {
    const { id, type, names, what, makesIt } = parent;
    const whole = { ...cloud, id, type, names };
    const related = state(whole);
    const relation = `the resource is ${what} ${names[0] ?? id}`;
    const belongs =
      parent.among === 'only' && !takesOver(resource)
        ? 'open'
        : belongsTo(whole, cloud, resource, related, blockAt);
    if (belongs === 'other') return 'excluded';
    if (belongs === 'same') {
      const known = pointsOfPart(parent, cloud, resource);
      if (known === null) continue;
      const detail = `${relation}, to which this block belongs`;
      return { resource, kind: 'relation', points: known, detail };
    }
    if (makesIt && isBlockOf(whole, resource, related)) {
      const detail = `${relation}, which this block makes`;
      return { resource, kind: 'relation', points: points.parent, detail };
    }
  }
  return volumeEvidence(cloud, resource) ?? logEvidence(cloud, resource);
}

/** Whether the block is that of what the resource belongs to: by a state, an import block or its name. */
function isBlockOf(
  whole: CloudResource,
  block: ResourceInCode,
  answers: readonly StateAnswer[],
): boolean {
  if (stateEvidence(answers, block) !== null || importEvidence(whole, block) !== null) return true;
  const named = identityEvidence(whole, block);
  return named !== null && named !== 'excluded' && named.kind === 'name';
}

/** What AWS made together with the parent is taken over by a type of its own. */
function takesOver({ type }: ResourceInCode): boolean {
  return type.startsWith('aws_default_');
}

/** Whether a block that makes such a part refers to what the part belongs to, or to another of its kind. */
function belongsTo(
  whole: CloudResource,
  cloud: CloudResource,
  resource: ResourceInCode,
  answers: readonly StateAnswer[],
  blockAt: BlockAt,
): 'same' | 'other' | 'open' {
  if (cloud.type !== null && !resource.cloudTypes.includes(cloud.type)) return 'open';
  const value = parentInCode(resource);
  if (value === null) return 'open';
  const address = value.reference?.address;
  if (answers.some((answer) => answer.address === address)) return 'same';
  const block = address === undefined ? null : blockAt(resource, address);
  if (block !== null && isBlockOf(whole, block, [])) return 'same';
  if (block !== null && identityEvidence(whole, block) === 'excluded') return 'other';
  const matches = [whole.id, ...whole.names].map((text) => matchValue(value, text).kind);
  if (matches.includes('equal')) return 'same';
  return matches.every((match) => match === 'differs') ? 'other' : 'open';
}

/** See {@link Parent.among}. */
function pointsOfPart(
  { among }: Parent,
  cloud: CloudResource,
  resource: ResourceInCode,
): number | null {
  if (among === 'only') return points.partOfParent;
  if (among === 'named') return points.parentOfNamed;
  const isTheSame = isKeyTheSame(cloud, resource);
  if (isTheSame === null) return among === 'few' ? points.onePartOfFew : null;
  return isTheSame ? points.partOfParent : null;
}

/** The tags of a volume are those that its instance gives it. */
function volumeEvidence(cloud: CloudResource, resource: ResourceInCode): Claim | null {
  if (cloud.type !== 'AWS::EC2::Volume') return null;
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
