import { accountOf } from '../auth.ts';
import { pullChanged } from '../events.ts';
import { changedFiles, diff, log, mergeBase, readCommit, readRef } from '../git.ts';
import {
  type Context,
  created,
  invalid,
  ok,
  paged,
  Refusal,
  type Reply,
  type Route,
  text,
  texts,
} from '../http.ts';
import { pullEnds, pullFacts, pullOf } from '../pull-facts.ts';
import { fullName, type Issue, nextNumber, type Repository } from '../state.ts';
import { commitView } from '../views/commit.ts';
import { pullListView, pullView } from '../views/pull.ts';
import { issueOf, repositoryOf } from './find.ts';

function pullsOf(repository: Repository): Issue[] {
  return [...repository.issues.values()].filter(({ pull }) => pull !== null).reverse();
}

async function listPulls(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const state = context.query.get('state') ?? 'open';
  const head = context.query.get('head');
  const found = pullsOf(repository).filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      (head === null || head === `${repository.owner.login}:${issue.pull?.head}`) &&
      (context.query.get('base') ?? issue.pull?.base) === issue.pull?.base,
  );
  const views = await Promise.all(
    found.map(async (issue) =>
      pullListView(context.apiUrl, repository, issue, await pullEnds(repository, issue)),
    ),
  );
  return paged(context, views, (view) => view);
}

async function createPull(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const { state, actor, body } = context;
  const head = (text(body, 'head') ?? '').replace(`${repository.owner.login}:`, '');
  const base = text(body, 'base') ?? '';
  const { directory } = repository;
  const baseSha = await readRef(directory, `refs/heads/${base}`);
  if (!baseSha) throw invalid('PullRequest', { field: 'base', code: 'invalid' });
  const headSha = await readRef(directory, `refs/heads/${head}`);
  if (!headSha) throw invalid('PullRequest', { field: 'head', code: 'invalid' });
  const title = text(body, 'title');
  if (!title) throw invalid('PullRequest', { field: 'title', code: 'missing_field' });
  const draft = body.draft === true;
  if (draft && !repository.drafts)
    throw new Refusal(422, 'Draft pull requests are not supported in this repository.');
  if ((text(body, 'body') ?? '').length > 65_536)
    throw invalid('PullRequest', {
      code: 'custom',
      message: 'body is too long (maximum is 65536 characters)',
    });
  if ((await log(directory, `${baseSha}..${headSha}`, 1)).length === 0)
    throw invalid('PullRequest', {
      code: 'custom',
      message: `No commits between ${base} and ${head}`,
    });
  // From here on nothing waits, so that two requests at once cannot both pass.
  if (
    pullsOf(repository).some(
      (each) => each.state === 'open' && each.pull?.head === head && each.pull.base === base,
    )
  )
    throw invalid('PullRequest', {
      code: 'custom',
      message: `A pull request already exists for ${repository.owner.login}:${head}.`,
    });
  const now = state.now().toISOString();
  const user = accountOf(state, actor);
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
    labels: new Set(),
    comments: [],
    pull: {
      head,
      base,
      draft,
      merged: false,
      mergedAt: null,
      mergedBy: null,
      mergeCommit: null,
      closedHead: null,
      closedBase: null,
      reviewers: new Set(),
      teams: new Set(),
    },
  };
  repository.issues.set(issue.number, issue);
  await pullChanged(context, repository, issue, 'opened', user);
  return created(await view(context, issue));
}

async function view(context: Context, issue: Issue): Promise<unknown> {
  const repository = repositoryOf(context);
  return pullView(context.apiUrl, repository, issue, await pullFacts(repository, issue));
}

async function readPull(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const issue = issueOf(context);
  if (!/\.diff\b/.test(context.accept)) return ok(await view(context, issue));
  const { from, headSha } = await range(repository, issue);
  return { status: 200, raw: Buffer.from(`${await diff(repository.directory, from, headSha)}\n`) };
}

/** Where the branch of a pull request left its base, and where it is. */
async function range(repository: Repository, issue: Issue) {
  const { headSha, baseSha } = await pullEnds(repository, issue);
  return { headSha, from: (await mergeBase(repository.directory, baseSha, headSha)) ?? baseSha };
}

async function updatePull(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const issue = issueOf(context);
  const pull = pullOf(issue);
  const { body } = context;
  const sender = accountOf(context.state, context.actor);
  const before = issue.state;
  const state = text(body, 'state');
  if (
    state === 'open' &&
    (pull.merged || !(await readRef(repository.directory, `refs/heads/${pull.head}`)))
  )
    throw invalid('PullRequest', { field: 'state', code: 'invalid' });
  issue.title = text(body, 'title') ?? issue.title;
  issue.body = text(body, 'body') ?? issue.body;
  issue.updatedAt = context.state.now().toISOString();
  if (state === 'closed' && before === 'open') {
    const ends = await pullEnds(repository, issue);
    Object.assign(issue, { state, closedBy: sender, closedAt: issue.updatedAt });
    Object.assign(pull, { closedHead: ends.headSha, closedBase: ends.baseSha });
  }
  if (state === 'open' && before === 'closed') {
    Object.assign(issue, { state, closedBy: null, closedAt: null });
    Object.assign(pull, { closedHead: null, closedBase: null });
  }
  const action = before === issue.state ? 'edited' : issue.state === 'open' ? 'reopened' : 'closed';
  await pullChanged(context, repository, issue, action, sender);
  return ok(await view(context, issue));
}

async function requestReviewers(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const issue = issueOf(context);
  const pull = pullOf(issue);
  const refusal = new Refusal(
    422,
    `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${fullName(repository)} repository.`,
  );
  const users = texts(context.body, 'reviewers').map((login) => {
    const account = context.state.accounts.get(login.toLowerCase());
    if (!account || !repository.collaborators.has(account.login)) throw refusal;
    if (account === issue.user)
      throw new Refusal(422, 'Review cannot be requested from pull request author.');
    return account;
  });
  const teams = texts(context.body, 'team_reviewers');
  if (teams.some((slug) => !repository.teams.has(slug))) throw refusal;
  for (const user of users) pull.reviewers.add(user);
  for (const slug of teams) pull.teams.add(slug);
  return created(
    pullListView(context.apiUrl, repository, issue, await pullEnds(repository, issue)),
  );
}

async function listPullCommits(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const { from, headSha } = await range(repository, issueOf(context));
  const commits = (await log(repository.directory, `${from}..${headSha}`)).reverse();
  return paged(context, commits, (commit) =>
    commitView(context.apiUrl, repository, commit, context.state.accounts),
  );
}

const STATUSES: Readonly<Record<string, string>> = { A: 'added', D: 'removed', M: 'modified' };

async function listPullFiles(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const { from, headSha } = await range(repository, issueOf(context));
  const files = await changedFiles(repository.directory, from, headSha);
  const head = await readCommit(repository.directory, headSha);
  return paged(context, files, ({ status, path }) => ({
    sha: head?.tree ?? headSha,
    filename: path,
    status: STATUSES[status] ?? 'changed',
    additions: 0,
    deletions: 0,
    changes: 0,
    blob_url: context.apiUrl,
    raw_url: context.apiUrl,
    contents_url: context.apiUrl,
  }));
}

export const pullRoutes: readonly Route[] = [
  { template: 'GET /repos/{owner}/{repo}/pulls', needs: ['pull_requests:read'], handle: listPulls },
  {
    template: 'POST /repos/{owner}/{repo}/pulls',
    needs: ['pull_requests:write'],
    handle: createPull,
  },
  {
    template: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    needs: ['pull_requests:read'],
    handle: readPull,
  },
  {
    template: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    needs: ['pull_requests:write'],
    handle: updatePull,
  },
  {
    template: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
    needs: ['pull_requests:write'],
    handle: requestReviewers,
  },
  {
    template: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits',
    needs: ['pull_requests:read'],
    handle: listPullCommits,
  },
  {
    template: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
    needs: ['pull_requests:read'],
    handle: listPullFiles,
  },
];
