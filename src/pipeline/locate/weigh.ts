import { withoutInstanceKeys } from '../../model/address.ts';
import type { Confidence } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { Claim } from './claim.ts';

/** A block with all that speaks for it. */
export interface Candidate {
  readonly resource: ResourceInCode;
  readonly claims: readonly Claim[];
  readonly points: number;
  readonly confidence: Confidence;
}

/** From how many points on a confidence is given. */
const threshold = { certain: 80, likely: 50 } as const;
/** A pull request needs at least this lead over the runner-up. */
const clearLead = 15;

/** Sums what speaks for one block. */
export function weigh(resource: ResourceInCode, claims: readonly Claim[]): Candidate {
  const points = claims.reduce((sum, claim) => sum + claim.points, 0);
  return { resource, claims, points, confidence: confidenceOf(points, resource) };
}

/** Whether a resource exists at all limits how sure one can be that it made something. */
function confidenceOf(points: number, resource: ResourceInCode): Confidence {
  if (points >= threshold.certain && resource.counted) return 'certain';
  return points >= threshold.likely ? 'likely' : 'possible';
}

/** Best first; ties in the order of file and address, so that the same input gives the same answer. */
export function ranked(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      b.points - a.points ||
      compareText(a.resource.path, b.resource.path) ||
      compareText(a.resource.root, b.resource.root) ||
      compareText(a.resource.address, b.resource.address),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether the lead over another candidate is clear. */
export function leads(best: Pick<Candidate, 'points'>, other: Pick<Candidate, 'points'>): boolean {
  return best.points - other.points >= clearLead;
}

/** Whether two candidates are instances of one block, told apart only by the keys of `count` or `for_each`. */
export function isSameBlock(a: ResourceInCode, b: ResourceInCode): boolean {
  return (
    a.path === b.path &&
    a.range.start === b.range.start &&
    withoutInstanceKeys(a.address) === withoutInstanceKeys(b.address)
  );
}
