import { loginOf } from './branches.ts';
import { isGitHubError, orNull } from './errors.ts';
import { at, type GitHubRepository } from './repository.ts';

/** A pull request as it stands. */
export interface PullRequest {
  readonly number: number;
  /** Its page, for people. */
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly author: string | null;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly headBranch: string;
  /** The commit at the end of its branch. */
  readonly head: string;
  readonly base: string;
  readonly openedAt: Date;
  /** When it was merged or closed; null while open. */
  readonly closedAt: Date | null;
  /** The commit that the merge made; null unless merged. */
  readonly mergeCommit: string | null;
}

interface Answer {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly created_at: string;
  readonly closed_at: string | null;
  readonly merged_at: string | null;
  readonly merge_commit_sha: string | null;
  readonly user: object | null;
  readonly title: string;
  readonly body: string | null;
  readonly draft?: boolean;
  readonly labels: readonly { readonly name?: string }[];
  readonly head: { readonly ref: string; readonly sha: string };
  readonly base: { readonly ref: string };
}

function pullRequestOf(answer: Answer): PullRequest {
  const merged = answer.merged_at !== null;
  const closedAt = answer.merged_at ?? answer.closed_at;
  return {
    number: answer.number,
    url: answer.html_url,
    state: merged ? 'merged' : answer.state === 'open' ? 'open' : 'closed',
    author: loginOf(answer.user),
    title: answer.title,
    body: answer.body ?? '',
    draft: answer.draft ?? false,
    labels: answer.labels.flatMap(({ name }) => name ?? []),
    headBranch: answer.head.ref,
    head: answer.head.sha,
    base: answer.base.ref,
    openedAt: new Date(answer.created_at),
    closedAt: closedAt === null ? null : new Date(closedAt),
    mergeCommit: merged ? answer.merge_commit_sha : null,
  };
}

/** The pull requests from a branch of this repository, open or not, newest first. */
export async function pullRequestsFrom(
  repository: GitHubRepository,
  branch: string,
): Promise<readonly PullRequest[]> {
  const { data } = await repository.octokit.rest.pulls.list({
    ...at(repository),
    head: `${repository.owner}:${branch}`,
    state: 'all',
    per_page: 100,
  });
  const ours = data.filter(({ head }) => head.ref === branch);
  return ours.map(pullRequestOf).sort((one, other) => other.number - one.number);
}

/** The app's own open pull requests. */
export async function openPullRequests(
  repository: GitHubRepository,
): Promise<readonly PullRequest[]> {
  const { octokit } = repository;
  const found = await octokit.paginate(octokit.rest.pulls.list, {
    ...at(repository),
    state: 'open',
    per_page: 100,
  });
  return found.map(pullRequestOf).filter(({ author }) => author === repository.appLogin);
}

/** One pull request. */
export async function readPullRequest(
  repository: GitHubRepository,
  number: number,
): Promise<PullRequest & { readonly conflict: boolean }> {
  const { data } = await repository.octokit.rest.pulls.get({
    ...at(repository),
    pull_number: number,
  });
  // GitHub works `mergeable` out in the background; until then it is null, which is no conflict yet.
  return { ...pullRequestOf(data), conflict: data.mergeable === false };
}

/** The login of a person whose commit is on the branch of a pull request of ours; null when there is none. */
export async function personOnBranch(
  repository: GitHubRepository,
  number: number,
): Promise<string | null> {
  const { octokit } = repository;
  const commits = await octokit.paginate(octokit.rest.pulls.listCommits, {
    ...at(repository),
    pull_number: number,
    per_page: 100,
  });
  const others = commits.filter(({ author }) => loginOf(author) !== repository.appLogin);
  const [first] = others;
  return first ? (loginOf(first.author) ?? first.commit.author?.name ?? 'Someone') : null;
}

/** Who closed a pull request; null when GitHub does not know. */
export async function closerOf(
  repository: GitHubRepository,
  number: number,
): Promise<string | null> {
  const answer = await orNull(
    repository.octokit.rest.issues.get({ ...at(repository), issue_number: number }),
  );
  return loginOf(answer?.data.closed_by ?? null);
}

/**
 * Whether a commit is in the history of another, or is it. Of one that GitHub does not know any more the
 * history was rewritten: what is said then is `otherwise`, mostly that there is nothing to wait for.
 */
export async function contains(
  repository: GitHubRepository,
  history: string,
  commit: string,
  otherwise = true,
): Promise<boolean> {
  const answer = await orNull(
    repository.octokit.rest.repos.compareCommitsWithBasehead({
      ...at(repository),
      basehead: `${commit}...${history}`,
      per_page: 1,
    }),
  );
  return answer === null ? otherwise : ['ahead', 'identical'].includes(answer.data.status);
}

export interface NewPullRequest {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

/**
 * Opens a pull request; null when there is one from that branch already. Where the plan has no
 * drafts it is opened as a normal one.
 */
export async function createPullRequest(
  repository: GitHubRepository,
  wanted: NewPullRequest,
): Promise<PullRequest | null> {
  try {
    const { branch: head, base, title, body, draft } = wanted;
    const { data } = await repository.octokit.rest.pulls.create({
      ...at(repository),
      head,
      base,
      title,
      body,
      draft,
    });
    return pullRequestOf(data);
  } catch (thrown) {
    if (!isGitHubError(thrown, 'invalid')) throw thrown;
    if (/pull request already exists/i.test(thrown.detail)) return null;
    if (wanted.draft && /draft/i.test(thrown.detail))
      return createPullRequest(repository, { ...wanted, draft: false });
    throw thrown;
  }
}

/** Changes the words of a pull request. */
export async function updateWords(
  repository: GitHubRepository,
  number: number,
  words: { readonly title: string; readonly body: string },
): Promise<void> {
  const { title, body } = words;
  await repository.octokit.rest.pulls.update({
    ...at(repository),
    pull_number: number,
    title,
    body,
  });
}

/** Closes a pull request without merging it. */
export async function closePullRequest(
  repository: GitHubRepository,
  number: number,
): Promise<void> {
  await repository.octokit.rest.pulls.update({
    ...at(repository),
    pull_number: number,
    state: 'closed',
  });
}

/** Adds labels; those that the repository does not have are made. False when GitHub does not let us. */
export async function addLabels(
  repository: GitHubRepository,
  number: number,
  labels: readonly string[],
): Promise<boolean> {
  try {
    await repository.octokit.rest.issues.addLabels({
      ...at(repository),
      issue_number: number,
      labels: [...labels],
    });
    return true;
  } catch (thrown) {
    if (isGitHubError(thrown, 'invalid', 'forbidden')) return false;
    throw thrown;
  }
}

/** GitHub takes no more reviewers than that. */
const MAX_REVIEWERS = 15;

/** Asks for a review, by `login` or `organisation/team`. Gives those whom GitHub does not let us ask. */
export async function requestReviewers(
  repository: GitHubRepository,
  number: number,
  reviewers: readonly string[],
): Promise<readonly string[]> {
  if (reviewers.length === 0) return [];
  try {
    const asked = reviewers.slice(0, MAX_REVIEWERS);
    const teams = asked.filter((name) => name.includes('/'));
    await repository.octokit.rest.pulls.requestReviewers({
      ...at(repository),
      pull_number: number,
      reviewers: asked.filter((name) => !name.includes('/')),
      team_reviewers: teams.map((name) => name.slice(name.indexOf('/') + 1)),
    });
    return [];
  } catch (thrown) {
    if (!isGitHubError(thrown, 'invalid', 'forbidden')) throw thrown;
    if (reviewers.length === 1) return reviewers;
    // One that cannot be asked keeps the others from being asked.
    const refused: string[] = [];
    for (const reviewer of reviewers.slice(0, MAX_REVIEWERS))
      refused.push(...(await requestReviewers(repository, number, [reviewer])));
    return refused;
  }
}
