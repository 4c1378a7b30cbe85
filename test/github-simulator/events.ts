import { log } from './git.ts';
import { pullFacts } from './pull-facts.ts';
import type { Account, Issue, Repository, State } from './state.ts';
import { accountView } from './views/account.ts';
import { installationView } from './views/app.ts';
import { commentView, issueView } from './views/issue.ts';
import { pullView } from './views/pull.ts';
import { repositoryView } from './views/repository.ts';
import type { WebhookSender } from './webhooks.ts';

/** What the routes and the people of a test need to tell the world what happened. */
export interface World {
  readonly state: State;
  readonly webhooks: WebhookSender;
  readonly apiUrl: string;
}

function about(world: World, repository: Repository) {
  const installation = [...world.state.installations.values()].find(
    ({ repositories, suspended }) => !suspended && repositories.has(repository.id),
  );
  return { installationId: installation?.id ?? null, repositoryId: repository.id };
}

function send(
  world: World,
  event: string,
  repository: Repository,
  sender: Account,
  payload: Readonly<Record<string, unknown>>,
): void {
  const { installationId, repositoryId } = about(world, repository);
  if (installationId === null) return; // Nobody is subscribed.
  const body = {
    ...payload,
    repository: repositoryView(world.apiUrl, repository),
    sender: accountView(world.apiUrl, sender),
    installation: { id: installationId, node_id: `I_${installationId}` },
  };
  world.webhooks.emit(event, body, { installationId, repositoryId });
}

/** A branch moved, was made or went away. */
export async function pushed(
  world: World,
  repository: Repository,
  push: { ref: string; before: string; after: string },
  sender: Account,
): Promise<void> {
  const zero = /^0+$/;
  repository.pushedAt = world.state.now().toISOString();
  const range = zero.test(push.before) ? push.after : `${push.before}..${push.after}`;
  const commits = zero.test(push.after) ? [] : await log(repository.directory, range, 20);
  const views = commits.reverse().map((commit) => ({
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: commit.author,
    committer: commit.committer,
  }));
  send(world, 'push', repository, sender, {
    ...push,
    created: zero.test(push.before),
    deleted: zero.test(push.after),
    forced: false,
    base_ref: null,
    compare: `${world.apiUrl}/compare`,
    commits: views,
    head_commit: views.at(-1) ?? null,
    pusher: { name: sender.login, email: null },
  });
}

/** Something happened to a pull request. */
export async function pullChanged(
  world: World,
  repository: Repository,
  issue: Issue,
  action: string,
  sender: Account,
): Promise<void> {
  const facts = await pullFacts(repository, issue);
  send(world, 'pull_request', repository, sender, {
    action,
    number: issue.number,
    pull_request: pullView(world.apiUrl, repository, issue, facts),
  });
}

/** Something happened to an issue that is no pull request. */
export function issueChanged(
  world: World,
  repository: Repository,
  issue: Issue,
  action: string,
  sender: Account,
): void {
  send(world, 'issues', repository, sender, {
    action,
    issue: issueView(world.apiUrl, repository, issue),
  });
}

export function commented(
  world: World,
  repository: Repository,
  issue: Issue,
  sender: Account,
): void {
  const comment = issue.comments.at(-1);
  if (!comment) throw new Error(`#${issue.number} has no comment`);
  send(world, 'issue_comment', repository, sender, {
    action: 'created',
    issue: issueView(world.apiUrl, repository, issue),
    comment: commentView(world.apiUrl, repository, issue, comment),
  });
}

/** The app was installed, suspended or removed, or may see other repositories. */
export function installationChanged(
  world: World,
  installationId: number,
  event: 'installation' | 'installation_repositories' | 'repository',
  payload: Readonly<Record<string, unknown>>,
): void {
  const installation = world.state.installations.get(installationId);
  if (!installation) throw new Error(`there is no installation ${installationId}`);
  const body = {
    ...payload,
    installation: installationView(world.apiUrl, world.state.app, installation),
    sender: accountView(world.apiUrl, installation.account),
  };
  world.webhooks.emit(event, body, { installationId });
}
