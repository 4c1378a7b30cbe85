import { inertText } from '../../foundation/text.ts';
import type {
  DeliveryAction,
  DeliveryDecision,
  ExistingPullRequest,
} from '../../model/pull-request.ts';
import { type DeliveryCounts, type DeliveryLimits, limitReached } from './limits.ts';

/**
 * `failing`: the source says so and the code is vulnerable. `fixed-outside`: the source passes while the
 * code is still vulnerable, so that the next apply brings it back. `resolved`: the code is right.
 * `excepted`: the risk is accepted.
 */
export type FindingState = 'failing' | 'fixed-outside' | 'resolved' | 'excepted';

/** All that a delivery is decided by. */
export interface Situation {
  readonly mode: 'observe' | 'issue' | 'pull-request';
  /** Whether the repository is public and its configuration does not allow exposures to be published. */
  readonly withheld: boolean;
  readonly finding: FindingState;
  readonly pullRequest: ExistingPullRequest | null;
  readonly limits: DeliveryLimits;
  readonly counts: DeliveryCounts;
}

/** What to do about one change. The first rule that applies decides; see the table in its test. */
export function decide(situation: Situation): DeliveryDecision {
  const { mode, pullRequest } = situation;
  if (mode !== 'pull-request')
    return silently(
      'wait',
      `The repository's mode is \`${mode}\`: no pull request is opened or changed.`,
    );
  if (situation.withheld)
    return silently(
      'wait',
      'The repository is public: an exposure that is not fixed yet is not published unless `publish-on-public-repository` is set.',
    );
  if (pullRequest?.state === 'open') return decideOpen(situation.finding, pullRequest);
  return decideAbsent(situation, pullRequest);
}

function decideOpen(finding: FindingState, pullRequest: ExistingPullRequest): DeliveryDecision {
  const settled = settledReason(finding);
  const { number, touchedBy } = pullRequest;
  if (touchedBy !== null) {
    const person = inertText(touchedBy, 50);
    const comment = settled
      ? `${settled} You pushed to this branch, so closing it is left to you.`
      : 'You pushed to this branch, so it is yours: Sprinkler does not change it any more. To have it rebuilt, close this pull request and delete the branch.';
    return { action: 'leave', reason: `${person} pushed to the branch of #${number}.`, comment };
  }
  if (settled) return { action: 'close', reason: settled, comment: settled };
  if (pullRequest.conflict)
    return silently('rebuild', `#${number} conflicts with its base, which has moved.`);
  if (finding === 'fixed-outside') {
    const comment =
      'The source of the finding says that the resource is fixed, but the code here is not: the next apply will undo that fix. This pull request stays open.';
    return { action: 'leave', reason: `The code of #${number} is still vulnerable.`, comment };
  }
  if (!pullRequest.editsCurrent)
    return silently('rebuild', `The fix that #${number} proposes has changed.`);
  if (!pullRequest.wordsCurrent)
    return silently('update', `What is to be said in #${number} has changed.`);
  return silently('leave', `#${number} is open and up to date.`);
}

function decideAbsent(
  { finding, limits, counts }: Situation,
  earlier: ExistingPullRequest | null,
): DeliveryDecision {
  const settled = settledReason(finding);
  if (settled) return silently('leave', settled);
  if (earlier?.state === 'closed' && !earlier.closedByApp) {
    const person = earlier.closedBy === null ? 'Someone' : inertText(earlier.closedBy, 50);
    return silently('leave', `${person} declined it by closing #${earlier.number}.`);
  }
  if (earlier?.state === 'merged' && !earlier.mergeSeen)
    return silently('wait', `#${earlier.number} is merged; the code at hand is older than that.`);
  if (finding === 'fixed-outside')
    return silently('wait', 'The source of the finding says that the resource is fixed.');
  const limit = limitReached(limits, counts);
  if (limit) return silently('wait', limit);
  if (earlier?.state === 'merged')
    return silently('open', `It came back after #${earlier.number} was merged.`);
  return silently('open', 'The code is vulnerable and no pull request proposes the fix.');
}

function settledReason(finding: FindingState): string | null {
  if (finding === 'resolved') return 'The code no longer has this problem.';
  if (finding === 'excepted') return 'The risk is accepted by an exception.';
  return null;
}

function silently(action: DeliveryAction, reason: string): DeliveryDecision {
  return { action, reason, comment: null };
}
