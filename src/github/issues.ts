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
  const known = (await openIssues(repository, label)).find((issue) => issue.title === title);
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

/** Closes the app's open issue of this title and label; false when there is none. */
export async function closeIssue(
  repository: GitHubRepository,
  label: string,
  title: string,
): Promise<boolean> {
  const known = (await openIssues(repository, label)).find((issue) => issue.title === title);
  if (!known) return false;
  await repository.octokit.rest.issues.update({
    ...at(repository),
    issue_number: known.number,
    state: 'closed',
  });
  return true;
}

async function openIssues(repository: GitHubRepository, label: string) {
  const { octokit, appLogin } = repository;
  const found = await octokit.paginate(octokit.rest.issues.listForRepo, {
    ...at(repository),
    state: 'open',
    labels: label,
    per_page: 100,
  });
  return found.filter((issue) => !issue.pull_request && loginOf(issue.user) === appLogin);
}
