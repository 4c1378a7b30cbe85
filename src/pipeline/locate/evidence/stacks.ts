import { matchesWildcard } from '../../../foundation/wildcard.ts';
import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';

/** A line of the repository's configuration that says which template a stack is deployed from. */
export interface ConfiguredStack {
  /** The stack's name; `*` stands for any characters. */
  readonly name: string;
  readonly template: string;
  readonly account: string | null;
  readonly region: string | null;
}

/** What the configuration says of stacks: it excludes the other templates, and those of other accounts and regions. */
export function stackEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
  stacks: readonly ConfiguredStack[],
): Claim | null | 'excluded' {
  // Only CloudFormation has stacks.
  if (resource.stackNames === undefined) return null;
  const here = stacks.filter(
    (stack) => fits(stack.account, cloud.account) && fits(stack.region, cloud.region),
  );
  const stack = cloud.tags['aws:cloudformation:stack-name'];
  const named =
    stack === undefined ? here : here.filter(({ name }) => matchesWildcard(name, stack));
  if (named.some(({ template }) => template === resource.path)) {
    return {
      resource,
      kind: 'placement',
      points: stack === undefined ? points.placement : points.directory,
      detail: `the configuration says that ${stack === undefined ? 'a stack of this account' : `the stack ${stack}`} is deployed from ${resource.path}`,
    };
  }
  const isConfigured = stacks.some(({ template }) => template === resource.path);
  return isConfigured || (stack !== undefined && named.length > 0) ? 'excluded' : null;
}

function fits(configured: string | null, actual: string | null): boolean {
  return configured === null || actual === null || configured === actual;
}
