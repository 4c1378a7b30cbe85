import { accountOf } from '../auth.ts';
import { commented, issueChanged, pullChanged } from '../events.ts';
import {
  type Context,
  created,
  invalid,
  ok,
  paged,
  type Reply,
  type Route,
  text,
  texts,
} from '../http.ts';
import { type Comment, type Issue, type Label, nextNumber, type Repository } from '../state.ts';
import { commentView, issueView, labelView } from '../views/issue.ts';
import { issueOf, repositoryOf } from './find.ts';

/** GitHub makes a label that an issue is given and the repository does not have. */
function labelNamed(context: Context, repository: Repository, name: string): Label {
  const known = repository.labels.get(name.toLowerCase());
  if (known) return known;
  if (name.length > 50) throw invalid('Label', { field: 'name', code: 'invalid' });
  const label: Label = {
    id: context.state.nextId(),
    name,
    color: text(context.body, 'color') ?? 'ededed',
    description: text(context.body, 'description') ?? '',
  };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}

async function createIssue(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const { state, actor, body } = context;
  const title = text(body, 'title');
  if (!title) throw invalid('Issue', { field: 'title', code: 'missing_field' });
  const user = accountOf(state, actor);
  const now = state.now().toISOString();
  const issue: Issue = {
    id: state.nextId(),
    number: nextNumber(repository),
    user,
    title,
    body: text(body, 'body'),
    state: 'open',
    closedBy: null,
    closedAt: null,
    createdAt: now,
    updatedAt: now,
    labels: new Set(
      texts(body, 'labels').map((name) => labelNamed(context, repository, name).name),
    ),
    comments: [],
    pull: null,
  };
  repository.issues.set(issue.number, issue);
  await issueChanged(context, repository, issue, 'opened', user);
  return created(issueView(context.apiUrl, repository, issue));
}

function listIssues(context: Context): Reply {
  const repository = repositoryOf(context);
  const state = context.query.get('state') ?? 'open';
  const labels = (context.query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const creator = context.query.get('creator');
  const found = [...repository.issues.values()].filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      labels.every((name) => issue.labels.has(name)) &&
      (creator === null || issue.user.login === creator),
  );
  return paged(context, found.reverse(), (issue) => issueView(context.apiUrl, repository, issue));
}

async function updateIssue(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const issue = issueOf(context);
  const { state, actor, body } = context;
  const user = accountOf(state, actor);
  const before = issue.state;
  issue.title = text(body, 'title') ?? issue.title;
  issue.body = text(body, 'body') ?? issue.body;
  issue.updatedAt = state.now().toISOString();
  const wanted = text(body, 'state');
  if (wanted === 'closed' && before === 'open')
    Object.assign(issue, { state: wanted, closedBy: user, closedAt: issue.updatedAt });
  if (wanted === 'open') Object.assign(issue, { state: wanted, closedBy: null, closedAt: null });
  const action = before === issue.state ? 'edited' : issue.state === 'open' ? 'reopened' : 'closed';
  if (issue.pull) await pullChanged(context, repository, issue, action, user);
  else await issueChanged(context, repository, issue, action, user);
  return ok(issueView(context.apiUrl, repository, issue));
}

async function createComment(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const issue = issueOf(context);
  const body = text(context.body, 'body');
  if (!body) throw invalid('IssueComment', { field: 'body', code: 'missing_field' });
  const user = accountOf(context.state, context.actor);
  const now = context.state.now().toISOString();
  const comment: Comment = {
    id: context.state.nextId(),
    user,
    body,
    createdAt: now,
    updatedAt: now,
  };
  issue.comments.push(comment);
  await commented(context, repository, issue, comment);
  return created(commentView(context.apiUrl, repository, issue, comment));
}

function addLabels(context: Context): Reply {
  const repository = repositoryOf(context);
  const issue = issueOf(context);
  for (const name of texts(context.body, 'labels'))
    issue.labels.add(labelNamed(context, repository, name).name);
  return labelsReply(context, repository, issue);
}

function labelsReply(context: Context, repository: Repository, issue: Issue): Reply {
  return ok(
    [...issue.labels].flatMap((name) => {
      const label = repository.labels.get(name.toLowerCase());
      return label ? [labelView(context.apiUrl, repository, label)] : [];
    }),
  );
}

function createLabel(context: Context): Reply {
  const repository = repositoryOf(context);
  const name = text(context.body, 'name') ?? '';
  if (repository.labels.has(name.toLowerCase()))
    throw invalid('Label', { field: 'name', code: 'already_exists' });
  return created(labelView(context.apiUrl, repository, labelNamed(context, repository, name)));
}

const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';
/** What is done to a pull request through the issues API needs either permission. */
const read = ['issues:read', 'pull_requests:read'] as const;
const write = ['issues:write', 'pull_requests:write'] as const;

export const issueRoutes: readonly Route[] = [
  { template: 'GET /repos/{owner}/{repo}/issues', needs: ['issues:read'], handle: listIssues },
  { template: 'POST /repos/{owner}/{repo}/issues', needs: ['issues:write'], handle: createIssue },
  {
    template: `GET ${ISSUE}`,
    needs: read,
    handle: (context) => ok(issueView(context.apiUrl, repositoryOf(context), issueOf(context))),
  },
  { template: `PATCH ${ISSUE}`, needs: write, handle: updateIssue },
  {
    template: `GET ${ISSUE}/comments`,
    needs: read,
    handle: (context) => {
      const issue = issueOf(context);
      const view = (comment: Comment) =>
        commentView(context.apiUrl, repositoryOf(context), issue, comment);
      return paged(context, issue.comments, view);
    },
  },
  { template: `POST ${ISSUE}/comments`, needs: write, handle: createComment },
  {
    template: `GET ${ISSUE}/labels`,
    needs: read,
    handle: (context) => labelsReply(context, repositoryOf(context), issueOf(context)),
  },
  { template: `POST ${ISSUE}/labels`, needs: write, handle: addLabels },
  { template: 'POST /repos/{owner}/{repo}/labels', needs: write, handle: createLabel },
];
