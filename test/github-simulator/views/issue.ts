import { type Comment, fullName, type Issue, type Label, type Repository } from '../state.ts';
import { accountView, nodeId, type View } from './account.ts';

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

export function labelsOf(api: string, repository: Repository, issue: Issue): View[] {
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
