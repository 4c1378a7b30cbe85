import { createBranch, createCommit, moveBranch, readBranchEnd } from './branches.ts';
import type { Delivery } from './delivery.ts';
import { GitHubError, isGitHubError } from './errors.ts';
import { createPullRequest, type PullRequest, pullRequestsFrom } from './pull-requests.ts';
import type { GitHubRepository, Head } from './repository.ts';

/** The pull request, or why there is none now; with a pull request the reason is only something to add. */
export interface OpenResult {
  readonly pullRequest: PullRequest | null;
  readonly reason: string | null;
}

/**
 * Makes commit, branch and pull request. Any of them may be there already, from an attempt that
 * ended half-way or from another worker: then it is used.
 */
export async function openPullRequest(
  repository: GitHubRepository,
  delivery: Delivery,
): Promise<OpenResult> {
  const { branch, baseBranch, base, files, text, draft } = delivery;
  const head = await createCommit(repository, base, files, text.commitMessage);
  const inTheWay = await placeBranch(repository, delivery, head);
  if (inTheWay !== null) return { pullRequest: null, reason: inTheWay };
  const { title, body } = text;
  try {
    const wanted = { branch, base: baseBranch, title, body, draft };
    const opened = await createPullRequest(repository, wanted);
    if (opened) return { pullRequest: opened, reason: null };
  } catch (thrown) {
    if (isGitHubError(thrown, 'invalid') && /no commits between/i.test(thrown.detail))
      return { pullRequest: null, reason: `${baseBranch} has this change already.` };
    throw thrown;
  }
  return findOpened(repository, branch);
}

/** Puts the branch at the commit. Gives the reason when a person's work is in the way. */
async function placeBranch(
  repository: GitHubRepository,
  { branch, base }: Delivery,
  head: Head,
): Promise<string | null> {
  if (await createBranch(repository, branch, head.commit)) return null;
  const end = await readBranchEnd(repository, branch);
  // The same change on the same base, by an earlier attempt or another worker.
  if (end?.tree === head.tree && end.parent === base.commit) return null;
  if (end && end.author !== repository.appLogin)
    return `${end.author ?? 'Someone'} has pushed to the branch ${branch}: delete it to have the fix proposed again.`;
  if (end && (await moveBranch(repository, branch, end.commit, head.commit))) return null;
  throw new GitHubError(`The branch ${branch} was moved while it was prepared.`, {
    kind: 'unavailable',
  });
}

/** GitHub says that there is a pull request from the branch: it was opened since we looked. */
async function findOpened(repository: GitHubRepository, branch: string): Promise<OpenResult> {
  const found = (await pullRequestsFrom(repository, branch)).find(({ state }) => state === 'open');
  if (!found)
    throw new GitHubError(`The pull request from ${branch} is not to be found yet.`, {
      kind: 'unavailable',
    });
  if (found.author === repository.appLogin) return { pullRequest: found, reason: null };
  return {
    pullRequest: null,
    reason: `#${found.number} of ${found.author ?? 'someone else'} uses the branch ${branch}.`,
  };
}
