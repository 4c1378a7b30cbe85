import { fullName, type Issue, type Repository } from '../state.ts';
import { accountView, nodeId, type View } from './account.ts';
import { labelsOf } from './issue.ts';
import { repositoryView } from './repository.ts';

/** What has to be read from git for a pull request. */
export interface PullFacts {
  readonly headSha: string;
  readonly baseSha: string;
  readonly mergeable: boolean | null;
  readonly commits: number;
  readonly changedFiles: number;
}

/** As it stands in a list. */
export function pullListView(
  api: string,
  repository: Repository,
  issue: Issue,
  facts: Pick<PullFacts, 'headSha' | 'baseSha'>,
): View {
  const { pull } = issue;
  if (!pull) throw new Error(`#${issue.number} is no pull request`);
  const name = fullName(repository);
  const url = `${api}/repos/${name}/pulls/${issue.number}`;
  const html = `${api}/${name}/pull/${issue.number}`;
  const side = (ref: string, sha: string) => ({
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: accountView(api, repository.owner),
    repo: repositoryView(api, repository),
  });
  const issueUrl = `${api}/repos/${name}/issues/${issue.number}`;
  const links = {
    self: url,
    html,
    issue: issueUrl,
    comments: `${issueUrl}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/repos/${name}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${api}/repos/${name}/statuses/${facts.headSha}`,
  };
  return {
    id: issue.id,
    node_id: nodeId('PR', issue.id),
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueUrl,
    comments_url: links.comments,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    statuses_url: links.statuses,
    number: issue.number,
    state: issue.state,
    locked: false,
    title: issue.title,
    user: accountView(api, issue.user),
    body: issue.body,
    labels: labelsOf(api, repository, issue),
    milestone: null,
    active_lock_reason: null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: [...pull.reviewers].map((user) => accountView(api, user)),
    requested_teams: [...pull.teams].map((slug) => teamView(api, repository, slug)),
    head: side(pull.head, facts.headSha),
    base: side(pull.base, facts.baseSha),
    _links: Object.fromEntries(Object.entries(links).map(([key, href]) => [key, { href }])),
    author_association: 'NONE',
    auto_merge: null,
    draft: pull.draft,
  };
}

export function pullView(
  api: string,
  repository: Repository,
  issue: Issue,
  facts: PullFacts,
): View {
  const { pull } = issue;
  if (!pull) throw new Error(`#${issue.number} is no pull request`);
  return {
    ...pullListView(api, repository, issue, facts),
    merged: pull.merged,
    mergeable: facts.mergeable,
    mergeable_state: mergeableState(issue, facts.mergeable),
    rebaseable: facts.mergeable,
    merged_by: pull.mergedBy ? accountView(api, pull.mergedBy) : null,
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: facts.commits,
    additions: 0,
    deletions: 0,
    changed_files: facts.changedFiles,
  };
}

function mergeableState(issue: Issue, mergeable: boolean | null): string {
  if (issue.pull?.draft) return 'draft';
  if (mergeable === null) return 'unknown';
  return mergeable ? 'clean' : 'dirty';
}

function teamView(api: string, repository: Repository, slug: string): View {
  return {
    id: slug.length,
    node_id: nodeId('T', slug),
    name: slug,
    slug,
    description: null,
    privacy: 'closed',
    permission: 'push',
    url: `${api}/orgs/${repository.owner.login}/teams/${slug}`,
    html_url: `${api}/orgs/${repository.owner.login}/teams/${slug}`,
    members_url: `${api}/teams/${slug}/members{/member}`,
    repositories_url: `${api}/teams/${slug}/repos`,
    parent: null,
    type: 'organization',
    organization_id: repository.owner.id,
  };
}
