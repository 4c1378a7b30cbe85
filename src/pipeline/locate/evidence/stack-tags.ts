import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';
import { matchValue } from '../match-value.ts';

/**
 * The tags that CloudFormation puts on what it makes
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html).
 * They exclude what is not CloudFormation.
 * A type that differs from the finding's (an Auto Scaling group's instances carry the group's tags) says nothing.
 */
export function stackTagEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
): Claim | null | 'excluded' {
  const logicalId = cloud.tags['aws:cloudformation:logical-id'];
  if (logicalId === undefined) return null;
  if (resource.stackNames === undefined) return 'excluded';
  if (cloud.type === null || !resource.cloudTypes.includes(cloud.type)) return null;
  if (resource.address !== logicalId) return 'excluded';
  const stack = cloud.tags['aws:cloudformation:stack-name'];
  const known = resource.stackNames.length > 0;
  const matches = resource.stackNames.map((name) => matchValue(name, stack ?? ''));
  if (stack !== undefined && matches.some((match) => match.kind === 'equal')) {
    return {
      resource,
      kind: 'stack-tags',
      points: points.stackResource,
      detail: `the stack's name and the logical id ${logicalId} are those of this template`,
    };
  }
  if (known && matches.every((match) => match.kind === 'differs')) return 'excluded';
  const isLike = matches.some(({ kind }) => kind === 'fits');
  return {
    resource,
    kind: 'stack-tags',
    points: isLike ? points.logicalIdInLikeStack : points.logicalId,
    detail: `its logical id is ${logicalId}${isLike ? `, and the name of the stack ${stack} has that of the template` : ''}`,
  };
}
