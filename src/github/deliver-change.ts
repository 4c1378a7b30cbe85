import type {
  DeliveryAction,
  DeliveryDecision,
  ExistingPullRequest,
} from '../model/pull-request.ts';
import { createCommit, deleteBranch, moveBranch } from './branches.ts';
import { commentOnce } from './comments.ts';
import type { Delivery } from './delivery.ts';
import { GitHubError } from './errors.ts';
import { type OpenResult, openPullRequest } from './open-pull-request.ts';
import {
  addLabels,
  closePullRequest,
  closerOf,
  contains,
  type PullRequest,
  personOnBranch,
  pullRequestsFrom,
  readPullRequest,
  requestReviewers,
  updateWords,
} from './pull-requests.ts';
import type { GitHubRepository } from './repository.ts';

export interface Delivered {
  readonly action: DeliveryAction;
  /** Why, in one sentence. */
  readonly reason: string;
  /** The pull request of the change, if there is or was one. */
  readonly pullRequest: PullRequest | null;
  /** What GitHub did not let us do, one sentence each. */
  readonly degraded: readonly string[];
}

/**
 * Brings the pull request of a change to where `decide` wants it. It may be repeated after a crash
 * between any two calls, and run twice at once: there is one pull request for the branch. What fails
 * is thrown as an OutsideError, and the whole may be tried again.
 *
 * For a new change: 7 calls with a token, a label and no reviewers, 8 with reviewers.
 */
export async function deliverChange(
  repository: GitHubRepository,
  delivery: Delivery,
  decide: (existing: ExistingPullRequest | null) => DeliveryDecision,
): Promise<Delivered> {
  const found = await pullRequestsFrom(repository, delivery.branch);
  const foreign = found.find(isForeign(repository));
  if (foreign)
    return {
      action: 'leave',
      reason: `#${foreign.number} of ${foreign.author ?? 'someone else'} uses the branch ${delivery.branch}.`,
      pullRequest: null,
      degraded: [],
    };
  const ours = found.filter(({ author }) => author === repository.appLogin);
  const known = ours.find(({ state }) => state === 'open') ?? ours[0] ?? null;
  const existing = known ? await examine(repository, delivery, known) : null;
  const decision = decide(existing);
  if (decision.action === 'open') {
    const opened = await openPullRequest(repository, delivery);
    return finish(repository, delivery, opened, decision.reason);
  }
  const { action, reason, comment } = decision;
  const nothing: Delivered = { action, reason, pullRequest: known, degraded: [] };
  if (known === null) return nothing;
  if (comment !== null) await commentOnce(repository, known.number, comment);
  if (action === 'close') {
    await closePullRequest(repository, known.number);
    await deleteBranch(repository, delivery.branch, known.head);
    return { ...nothing, pullRequest: { ...known, state: 'closed' } };
  }
  if (known.state !== 'open' || action === 'wait' || existing?.touchedBy) return nothing;
  const updated = await bringUpToDate(repository, delivery, known, action);
  return finish(repository, delivery, { pullRequest: updated, reason: null }, reason, action);
}

/** Somebody else's open pull request from our branch. A closed one is of no interest. */
function isForeign(repository: GitHubRepository): (pull: PullRequest) => boolean {
  return ({ state, author }) => state === 'open' && author !== repository.appLogin;
}

/** Reads what the decision depends on and the list does not tell. */
async function examine(
  repository: GitHubRepository,
  delivery: Delivery,
  known: PullRequest,
): Promise<ExistingPullRequest> {
  const { number, state } = known;
  const isOpen = state === 'open';
  const closedBy = state === 'closed' ? await closerOf(repository, number) : null;
  return {
    number,
    state,
    closedBy,
    closedByApp: closedBy === repository.appLogin,
    touchedBy: isOpen ? await personOnBranch(repository, number) : null,
    conflict: isOpen && (await readPullRequest(repository, number)).conflict,
    editsCurrent: delivery.editsCurrent,
    wordsCurrent: areWordsCurrent(delivery, known),
    mergeSeen:
      known.mergeCommit !== null &&
      (await contains(repository, delivery.base.commit, known.mergeCommit)),
  };
}

/** Words differ from ours when we would write others now, or when a person changed them: then they stay. */
function areWordsCurrent({ text, previous }: Delivery, known: PullRequest): boolean {
  if (sameWords(known, text)) return true;
  return previous === null || !sameWords(known, previous);
}

/** Whether title and body are the same, however GitHub ends lines. */
export function sameWords(
  one: { readonly title: string; readonly body: string },
  other: { readonly title: string; readonly body: string },
): boolean {
  const plain = (body: string) => body.replaceAll('\r\n', '\n').trim();
  return one.title === other.title && plain(one.body) === plain(other.body);
}

async function bringUpToDate(
  repository: GitHubRepository,
  delivery: Delivery,
  known: PullRequest,
  action: DeliveryAction,
): Promise<PullRequest> {
  const { branch, base, files, text } = delivery;
  if (action !== 'rebuild' && action !== 'update') return known;
  let { head } = known;
  if (action === 'rebuild') {
    const { commit } = await createCommit(repository, base, files, text.commitMessage);
    if (!(await moveBranch(repository, branch, head, commit)))
      throw new GitHubError(`The branch ${branch} was moved while it was rebuilt.`, {
        kind: 'unavailable',
      });
    head = commit;
  }
  if (areWordsCurrent(delivery, known)) return { ...known, head };
  await updateWords(repository, known.number, text);
  return { ...known, head, title: text.title, body: text.body };
}

/** Asks for reviewers and adds the labels, the mark that this was done, unless it is there. */
async function finish(
  repository: GitHubRepository,
  delivery: Delivery,
  { pullRequest, reason }: OpenResult,
  why: string,
  action: DeliveryAction = 'open',
): Promise<Delivered> {
  if (pullRequest === null)
    return { action: 'wait', reason: reason ?? why, pullRequest: null, degraded: [] };
  const degraded: string[] = [];
  if (delivery.draft && !pullRequest.draft)
    degraded.push('It is not ready to merge, but is no draft: GitHub has no drafts here.');
  if (!pullRequest.labels.includes(delivery.labels[0])) {
    const refused = await requestReviewers(repository, pullRequest.number, delivery.reviewers);
    if (refused.length > 0)
      degraded.push(`GitHub does not let these be asked for a review: ${refused.join(', ')}.`);
    if (!(await addLabels(repository, pullRequest.number, delivery.labels)))
      degraded.push('GitHub does not let the labels be added.');
  }
  return { action, reason: reason ?? why, pullRequest, degraded };
}
