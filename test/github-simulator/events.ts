import { log } from './git.ts';
import { pullFacts } from './pull-facts.ts';
import type { Account, Comment, Issue, Repository, State } from './state.ts';
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

type Payload = Readonly<Record<string, unknown>>;

async function send(
  world: World,
  { event, action = null }: { event: string; action?: string | null },
  repository: Repository,
  sender: Account,
  make: () => Promise<Payload> | Payload,
): Promise<void> {
  const { installationId, repositoryId } = about(world, repository);
  if (installationId === null) return; // Nobody is subscribed.
  const payload =
    world.webhooks.target === null
      ? null
      : {
          ...(action === null ? {} : { action }),
          ...(await make()),
          repository: repositoryView(world.apiUrl, repository),
          sender: accountView(world.apiUrl, sender),
          installation: { id: installationId, node_id: `I_${installationId}` },
        };
  world.webhooks.emit(event, action, payload, { installationId, repositoryId });
}

const ZERO = /^0+$/;

/** A branch moved, was made or went away. */
export async function pushed(
  world: World,
  repository: Repository,
  push: { ref: string; before: string; after: string },
  sender: Account,
): Promise<void> {
  repository.pushedAt = world.state.now().toISOString();
  await send(world, { event: 'push' }, repository, sender, async () => {
    const range = ZERO.test(push.before) ? push.after : `${push.before}..${push.after}`;
    const commits = ZERO.test(push.after) ? [] : await log(repository.directory, range, 20);
    const views = commits.reverse().map((commit) => ({
      id: commit.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: commit.author,
      committer: commit.committer,
    }));
    return {
      ...push,
      created: ZERO.test(push.before),
      deleted: ZERO.test(push.after),
      forced: false,
      base_ref: null,
      compare: `${world.apiUrl}/compare`,
      commits: views,
      head_commit: views.at(-1) ?? null,
      pusher: { name: sender.login, email: null },
    };
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
  await send(world, { event: 'pull_request', action }, repository, sender, async () => ({
    number: issue.number,
    pull_request: pullView(world.apiUrl, repository, issue, await pullFacts(repository, issue)),
  }));
}

/** Something happened to an issue that is no pull request. */
export async function issueChanged(
  world: World,
  repository: Repository,
  issue: Issue,
  action: string,
  sender: Account,
): Promise<void> {
  await send(world, { event: 'issues', action }, repository, sender, () => ({
    issue: issueView(world.apiUrl, repository, issue),
  }));
}

/** A deployment of a commit came to an end. */
export async function deployed(
  world: World,
  repository: Repository,
  { sha, environment, state }: { sha: string; environment: string; state: string },
  sender: Account,
): Promise<void> {
  const at = world.state.now().toISOString();
  const about = { environment, created_at: at, updated_at: at };
  const what = { event: 'deployment_status', action: 'created' };
  await send(world, what, repository, sender, () => ({
    deployment: { id: 1, sha, ref: sha, task: 'deploy', ...about },
    deployment_status: { id: 1, state, ...about },
  }));
}

/** Somebody said something, last of all comments there. */
export async function commented(
  world: World,
  repository: Repository,
  issue: Issue,
  comment: Comment,
): Promise<void> {
  await send(
    world,
    { event: 'issue_comment', action: 'created' },
    repository,
    comment.user,
    () => ({
      issue: issueView(world.apiUrl, repository, issue),
      comment: commentView(world.apiUrl, repository, issue, comment),
    }),
  );
}

/** The app was installed, suspended or removed, or may see other repositories. */
export function installationChanged(
  world: World,
  installationId: number,
  event: 'installation' | 'installation_repositories' | 'repository',
  payload: Payload & { readonly action: string },
): void {
  const installation = world.state.installations.get(installationId);
  if (!installation) throw new Error(`there is no installation ${installationId}`);
  const body = {
    ...payload,
    installation: installationView(world.apiUrl, world.state.app, installation),
    sender: accountView(world.apiUrl, installation.account),
  };
  world.webhooks.emit(event, payload.action, body, { installationId });
}
