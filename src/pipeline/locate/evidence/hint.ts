import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';

/** A line of the repository's configuration that says where a resource comes from. */
export interface Hint {
  /** An ARN or id; `*` stands for any characters. */
  readonly match: string;
  readonly address: string;
  /** The root module or template, when addresses repeat. */
  readonly root: string | null;
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
      (candidate.root === null || candidate.root === resource.root) &&
      matchesGlob(candidate.match, cloud.id),
  );
  if (hint === undefined) return null;
  return {
    resource,
    kind: 'hint',
    points: points.hint,
    detail: 'a hint in the configuration names this address',
  };
}

/** `*` matches any run of characters. Linear: each literal part is searched once. */
export function matchesGlob(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  if (rest.length === 0) return glob === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
