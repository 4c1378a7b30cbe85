import type { IssueText } from '../model/pull-request.ts';
import { loginOf } from './branches.ts';
import { at, type GitHubRepository } from './repository.ts';

export interface KeptIssue {
  readonly number: number;
  /** Its page, for people. */
  readonly url: string;
  readonly created: boolean;
}

/**
 * Keeps one open issue of this title and label by the app: opens it, or brings its body up to date.
 * Issues of others are never touched.
 */
export async function keepIssue(
  repository: GitHubRepository,
  label: string,
  { title, body }: IssueText,
): Promise<KeptIssue> {
  const { octokit } = repository;
  const known = (await ownIssues(repository, label, 'open')).find((issue) => issue.title === title);
  if (known) {
    if (known.body !== body)
      await octokit.rest.issues.update({ ...at(repository), issue_number: known.number, body });
    return { number: known.number, url: known.html_url, created: false };
  }
  const { data } = await octokit.rest.issues.create({
    ...at(repository),
    title,
    body,
    labels: [label],
    // Sent again after a lost answer there would be two.
    request: { retries: 0 },
  });
  return { number: data.number, url: data.html_url, created: true };
}

/** What became of the issues that were wanted. */
export interface MatchedIssues {
  readonly opened: number;
  readonly closed: number;
  /** Wanted ones that were not opened, because `most` new ones were. */
  readonly left: number;
}

/**
 * Makes the app's open issues of a label those that are wanted, one for each title: opens at most `most` new ones,
 * brings bodies up to date, and closes what is wanted no more with `closing` as its body, by which such an issue is
 * known if it has to be opened again. One that a person closed stays closed.
 */
export async function matchIssues(
  repository: GitHubRepository,
  label: string,
  wanted: readonly IssueText[],
  { closing, most }: { readonly closing: string; readonly most: number },
): Promise<MatchedIssues> {
  const { issues } = repository.octokit.rest;
  const place = at(repository);
  const known = new Map((await ownIssues(repository, label, 'all')).map((one) => [one.title, one]));
  const counts = { opened: 0, closed: 0, left: 0 };
  for (const { title, body } of wanted) {
    const issue = known.get(title);
    known.delete(title);
    if (issue === undefined) {
      if (counts.opened === most) counts.left++;
      else {
        const request = { retries: 0 };
        await issues.create({ ...place, title, body, labels: [label], request });
        counts.opened++;
      }
    } else if (issue.body !== body && (issue.state === 'open' || issue.body === closing)) {
      await issues.update({ ...place, issue_number: issue.number, body, state: 'open' });
    }
  }
  for (const { number, state } of known.values()) {
    if (state !== 'open') continue;
    await issues.update({ ...place, issue_number: number, body: closing, state: 'closed' });
    counts.closed++;
  }
  return counts;
}

/** Closes the app's open issue of this title and label; false when there is none. */
export async function closeIssue(
  repository: GitHubRepository,
  label: string,
  title: string,
): Promise<boolean> {
  const known = (await ownIssues(repository, label, 'open')).find((issue) => issue.title === title);
  if (!known) return false;
  await repository.octokit.rest.issues.update({
    ...at(repository),
    issue_number: known.number,
    state: 'closed',
  });
  return true;
}

/** The issues of a label that the app has made; no pull requests. */
export async function ownIssues(
  repository: GitHubRepository,
  label: string,
  state: 'open' | 'all',
) {
  const { octokit, appLogin } = repository;
  const found = await octokit.paginate(octokit.rest.issues.listForRepo, {
    ...at(repository),
    state,
    labels: label,
    per_page: 100,
  });
  return found.filter((issue) => !issue.pull_request && loginOf(issue.user) === appLogin);
}
