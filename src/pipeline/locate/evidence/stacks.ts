import { matchesWildcard } from '../../../foundation/wildcard.ts';
import { type ConfiguredStack, isDeployedTo } from '../../../model/configured-stack.ts';
import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';

/** What the configuration says of stacks: it excludes the other templates, and those of other accounts and regions. */
export function stackEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
  stacks: readonly ConfiguredStack[],
): Claim | null | 'excluded' {
  // Only CloudFormation has stacks.
  if (resource.stackNames === undefined) return null;
  const here = stacks.filter((stack) => isDeployedTo(stack, cloud));
  const stack = cloud.tags['aws:cloudformation:stack-name'];
  const named =
    stack === undefined ? here : here.filter(({ name }) => matchesWildcard(name, stack));
  if (named.some(({ template }) => template === resource.path)) {
    return {
      resource,
      kind: 'placement',
      points: stack === undefined ? points.placement : points.stackOfTemplate,
      detail: `the configuration says that ${stack === undefined ? 'a stack of this account' : `the stack ${stack}`} is deployed from ${resource.path}`,
    };
  }
  const isConfigured = stacks.some(({ template }) => template === resource.path);
  return isConfigured || (stack !== undefined && named.length > 0) ? 'excluded' : null;
}
