import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { StateBackend } from '../../../model/terraform-state.ts';
import { type Claim, points } from '../claim.ts';
import { type Candidate, leads } from '../weigh.ts';

/** Where the root module of a resource keeps its state; null when the code does not say. */
export type BackendOf = (resource: ResourceInCode) => StateBackend | null;

/**
 * Many people keep the state of an environment in the environment's own account, and many keep all states in one.
 * So the account of a backend excludes nothing and supports nothing: it only breaks a tie between root modules, when
 * of all that fit equally well one keeps its state in the finding's account and every other one in another. The
 * region of a backend is that of the bucket, and a key may be called anything: they say nothing.
 */
export function backendEvidence(
  cloud: CloudResource,
  candidates: readonly Candidate[],
  backendOf: BackendOf,
): readonly Claim[] {
  const most = Math.max(...candidates.map(({ points }) => points));
  const rivals = candidates.filter((one) => !leads({ points: most }, one));
  const isSure = rivals.some(({ confidence }) => confidence !== 'possible');
  const byRoot = Map.groupBy(rivals, ({ resource }) => resource.root);
  if (cloud.account === null || !isSure || byRoot.size < 2) return [];
  const accounts = [...byRoot.values()].map(([one]) => one && backendOf(one.resource)?.account);
  const isTold = accounts.every((account) => typeof account === 'string');
  if (!isTold || accounts.filter((account) => account === cloud.account).length !== 1) return [];
  const [, here = []] = [...byRoot].find((_, index) => accounts[index] === cloud.account) ?? [];
  return here.map(({ resource }) => ({
    resource,
    kind: 'backend',
    points: points.backend,
    detail: `of the root modules that fit, only ${resource.root} keeps its state in the account ${cloud.account}`,
  }));
}
