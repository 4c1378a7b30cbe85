import type { IssueText } from '../model/pull-request.ts';
import { loginOf } from './branches.ts';
import { orNull } from './errors.ts';
import { ownIssues } from './issues.ts';
import { at, type GitHubRepository } from './repository.ts';

/** An issue of the app's that proposes a change, as GitHub has it. */
export interface ProposedIssue extends IssueText {
  readonly number: number;
  readonly openedAt: Date;
  /** Null while it is open. */
  readonly closedAt: Date | null;
  readonly closedByApp: boolean;
  readonly closedBy: string | null;
}

/**
 * The issue of this number; without one, an open one with these very words, which was made when GitHub's answer was
 * lost. Null when there is none, it was deleted, or the number is that of a pull request.
 */
export async function readProposedIssue(
  repository: GitHubRepository,
  label: string,
  number: number | null,
  { title, body }: IssueText,
): Promise<ProposedIssue | null> {
  const { octokit, appLogin } = repository;
  if (number === null) {
    const open = await ownIssues(repository, label, 'open');
    const same = open.find((issue) => issue.title === title && issue.body === body);
    return same === undefined ? null : proposedIssue(same, appLogin);
  }
  const found = await orNull(octokit.rest.issues.get({ ...at(repository), issue_number: number }));
  if (found === null || found.data.pull_request || loginOf(found.data.user) !== appLogin)
    return null;
  return proposedIssue(found.data, appLogin);
}

/** Opens an issue that proposes a change. */
export async function openProposedIssue(
  repository: GitHubRepository,
  label: string,
  { title, body }: IssueText,
): Promise<ProposedIssue> {
  const { data } = await repository.octokit.rest.issues.create({
    ...at(repository),
    title,
    body,
    labels: [label],
    // Sent again after a lost answer there would be two.
    request: { retries: 0 },
  });
  return proposedIssue(data, repository.appLogin);
}

/** Gives an issue other words, or closes it. */
export async function changeProposedIssue(
  repository: GitHubRepository,
  { number }: ProposedIssue,
  change: IssueText | { readonly state: 'closed' },
): Promise<ProposedIssue> {
  const { data } = await repository.octokit.rest.issues.update({
    ...at(repository),
    issue_number: number,
    ...change,
  });
  return proposedIssue(data, repository.appLogin);
}

type Issue = Awaited<ReturnType<typeof ownIssues>>[number];

function proposedIssue(issue: Issue, appLogin: string): ProposedIssue {
  const closedBy = issue.closed_by ? loginOf(issue.closed_by) : null;
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    openedAt: new Date(issue.created_at),
    closedAt: issue.state === 'open' ? null : new Date(issue.closed_at ?? issue.updated_at),
    closedBy,
    closedByApp: closedBy === appLogin,
  };
}
