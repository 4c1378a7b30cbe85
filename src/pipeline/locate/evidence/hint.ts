import { matchesWildcard } from '../../../foundation/wildcard.ts';
import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';

/** A line of the repository's configuration that says where a resource comes from. */
export interface Hint {
  /** An ARN or id; `*` stands for any characters. */
  readonly resource: string;
  readonly address: string;
  /** The root module or template, when addresses repeat. */
  readonly directory: string | null;
}

/** A person said so: only a state knows better. */
export function hintEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
  hints: readonly Hint[],
): Claim | null {
  const hint = hints.find(
    (candidate) =>
      candidate.address === resource.address &&
      (candidate.directory === null || isIn(candidate.directory, resource)) &&
      matchesWildcard(candidate.resource, cloud.id),
  );
  if (hint === undefined) return null;
  return {
    resource,
    kind: 'hint',
    points: points.hint,
    detail: 'a hint in the configuration names this address',
  };
}

/** A Terraform directory, or a template's own path. */
function isIn(directory: string, resource: ResourceInCode): boolean {
  const wanted = directory.replace(/\/$/, '');
  return resource.root === wanted || resource.root.startsWith(`${wanted}/`);
}
