import type { CommitFacts, TreeEntry } from './git.ts';
import {
  type Account,
  type App,
  type CheckRun,
  type Comment,
  fullName,
  type Installation,
  type Issue,
  type Label,
  type Repository,
} from './state.ts';
import type { Delivery } from './webhooks.ts';

/** How GitHub writes things down. Every field that its description requires is here, used or not. */

type View = Record<string, unknown>;

const nodeId = (kind: string, id: number | string) => `${kind}_${id}`;

export function accountView(api: string, account: Account): View {
  const { id, login, type } = account;
  const url = `${api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(type === 'User' ? 'U' : 'O', id),
    avatar_url: `${api}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${api}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

const REPOSITORY_LINKS: readonly (readonly [string, string])[] = [
  ['archive_url', '/{archive_format}{/ref}'],
  ['assignees_url', '/assignees{/user}'],
  ['blobs_url', '/git/blobs{/sha}'],
  ['branches_url', '/branches{/branch}'],
  ['collaborators_url', '/collaborators{/collaborator}'],
  ['comments_url', '/comments{/number}'],
  ['commits_url', '/commits{/sha}'],
  ['compare_url', '/compare/{base}...{head}'],
  ['contents_url', '/contents/{+path}'],
  ['contributors_url', '/contributors'],
  ['deployments_url', '/deployments'],
  ['downloads_url', '/downloads'],
  ['events_url', '/events'],
  ['forks_url', '/forks'],
  ['git_commits_url', '/git/commits{/sha}'],
  ['git_refs_url', '/git/refs{/sha}'],
  ['git_tags_url', '/git/tags{/sha}'],
  ['hooks_url', '/hooks'],
  ['issue_comment_url', '/issues/comments{/number}'],
  ['issue_events_url', '/issues/events{/number}'],
  ['issues_url', '/issues{/number}'],
  ['keys_url', '/keys{/key_id}'],
  ['labels_url', '/labels{/name}'],
  ['languages_url', '/languages'],
  ['merges_url', '/merges'],
  ['milestones_url', '/milestones{/number}'],
  ['notifications_url', '/notifications{?since,all,participating}'],
  ['pulls_url', '/pulls{/number}'],
  ['releases_url', '/releases{/id}'],
  ['stargazers_url', '/stargazers'],
  ['statuses_url', '/statuses/{sha}'],
  ['subscribers_url', '/subscribers'],
  ['subscription_url', '/subscription'],
  ['tags_url', '/tags'],
  ['teams_url', '/teams'],
  ['trees_url', '/git/trees{/sha}'],
];

export function repositoryView(api: string, repository: Repository): View {
  const name = fullName(repository);
  const url = `${api}/repos/${name}`;
  const openIssues = [...repository.issues.values()].filter(({ state }) => state === 'open').length;
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: name,
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    owner: accountView(api, repository.owner),
    html_url: `${api}/${name}`,
    description: null,
    fork: repository.fork,
    url,
    ...Object.fromEntries(REPOSITORY_LINKS.map(([key, path]) => [key, `${url}${path}`])),
    git_url: `git://localhost/${name}.git`,
    ssh_url: `git@localhost:${name}.git`,
    clone_url: `${api}/${name}.git`,
    svn_url: `${api}/${name}`,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    pushed_at: repository.pushedAt,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    forks_count: 0,
    forks: 0,
    network_count: 0,
    subscribers_count: 0,
    open_issues_count: openIssues,
    open_issues: openIssues,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    archived: repository.archived,
    disabled: false,
    default_branch: repository.defaultBranch,
    topics: [],
  };
}

export function labelView(api: string, repository: Repository, label: Label): View {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${api}/repos/${fullName(repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

function labelsOf(api: string, repository: Repository, issue: Issue): View[] {
  return [...issue.labels].flatMap((name) => {
    const label = repository.labels.get(name.toLowerCase());
    return label ? [labelView(api, repository, label)] : [];
  });
}

export function issueView(api: string, repository: Repository, issue: Issue): View {
  const url = `${api}/repos/${fullName(repository)}/issues/${issue.number}`;
  const html = `${api}/${fullName(repository)}/issues/${issue.number}`;
  const pull = `${api}/repos/${fullName(repository)}/pulls/${issue.number}`;
  return {
    id: issue.id,
    node_id: nodeId('I', issue.id),
    url,
    repository_url: `${api}/repos/${fullName(repository)}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    number: issue.number,
    state: issue.state,
    state_reason: null,
    title: issue.title,
    body: issue.body,
    user: accountView(api, issue.user),
    labels: labelsOf(api, repository, issue),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: issue.comments.length,
    closed_at: issue.closedAt,
    closed_by: issue.closedBy ? accountView(api, issue.closedBy) : null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: 'NONE',
    ...(issue.pull
      ? {
          pull_request: {
            url: pull,
            html_url: html,
            diff_url: `${html}.diff`,
            patch_url: `${html}.patch`,
          },
        }
      : {}),
  };
}

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

export function commentView(
  api: string,
  repository: Repository,
  issue: Issue,
  comment: Comment,
): View {
  const url = `${api}/repos/${fullName(repository)}/issues`;
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url: `${url}/comments/${comment.id}`,
    html_url: `${api}/${fullName(repository)}/issues/${issue.number}#issuecomment-${comment.id}`,
    issue_url: `${url}/${issue.number}`,
    body: comment.body,
    user: accountView(api, comment.user),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: 'NONE',
  };
}

/** A commit of the git data API. The app's own are signed by GitHub. */
export function gitCommitView(api: string, repository: Repository, commit: CommitFacts): View {
  const url = `${api}/repos/${fullName(repository)}/git`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${api}/${fullName(repository)}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${api}/${fullName(repository)}/commit/${sha}`,
    })),
    verification: verification(commit),
  };
}

function verification(commit: CommitFacts): View {
  const verified = commit.committer.email === 'noreply@github.com';
  return {
    verified,
    reason: verified ? 'valid' : 'unsigned',
    signature: verified ? '-----BEGIN PGP SIGNATURE-----' : null,
    payload: verified ? `tree ${commit.tree}` : null,
    verified_at: verified ? commit.committer.date : null,
  };
}

/** A commit with the accounts behind it, as lists of commits have it. */
export function commitView(
  api: string,
  repository: Repository,
  commit: CommitFacts,
  accounts: ReadonlyMap<string, Account>,
): View {
  const url = `${api}/repos/${fullName(repository)}`;
  const accountBehind = ({ name, email }: CommitFacts['author']) => {
    const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1] ?? name;
    const account = accounts.get(login.toLowerCase());
    return account ? accountView(api, account) : null;
  };
  const { sha, html_url, parents, node_id, ...inner } = gitCommitView(api, repository, commit);
  return {
    sha,
    node_id,
    url: `${url}/commits/${commit.sha}`,
    html_url,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: { ...inner, comment_count: 0 },
    author: accountBehind(commit.author),
    committer: accountBehind(commit.committer),
    parents,
  };
}

export function treeEntryView(api: string, repository: Repository, entry: TreeEntry): View {
  const kind = entry.type === 'tree' ? 'trees' : 'blobs';
  return {
    path: entry.path,
    mode: entry.mode,
    type: entry.type,
    sha: entry.sha,
    ...(entry.size === null ? {} : { size: entry.size }),
    ...(entry.type === 'commit'
      ? {}
      : { url: `${api}/repos/${fullName(repository)}/git/${kind}/${entry.sha}` }),
  };
}

export function appView(api: string, app: App): View {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    client_id: `Iv1.${app.id}`,
    owner: accountView(api, app.bot),
    name: app.slug,
    description: null,
    external_url: api,
    html_url: `${api}/apps/${app.slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions: { metadata: 'read' },
    events: ['push', 'pull_request'],
  };
}

export function installationView(api: string, app: App, installation: Installation): View {
  const { id, account } = installation;
  return {
    id,
    account: accountView(api, account),
    repository_selection: 'selected',
    access_tokens_url: `${api}/app/installations/${id}/access_tokens`,
    repositories_url: `${api}/installation/repositories`,
    html_url: `${api}/settings/installations/${id}`,
    app_id: app.id,
    client_id: `Iv1.${app.id}`,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: ['push', 'pull_request'],
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: installation.suspended ? '2026-01-01T00:00:00Z' : null,
  };
}

export function checkRunView(api: string, app: App, repository: Repository, run: CheckRun): View {
  const url = `${api}/repos/${fullName(repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    head_sha: run.headSha,
    external_id: '',
    url,
    html_url: `${api}/${fullName(repository)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: 0, annotations_url: `${url}/annotations` },
    name: run.name,
    check_suite: { id: run.id },
    app: appView(api, app),
    pull_requests: [],
  };
}

export function deliveryView(delivery: Delivery): View {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: 0.1,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
