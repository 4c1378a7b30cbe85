import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployed, installationChanged, pushed, type World } from './events.ts';
import { Faults } from './faults.ts';
import { importCommit, initialise, listTree, readBlob, readRef, ZERO_ID } from './git.ts';
import { Limits } from './limits.ts';
import { rename, suspend, transfer } from './moves.ts';
import type { OpenApiCheck } from './openapi.ts';
import { type Call, listen } from './server.ts';
import {
  type Account,
  type App,
  type CollaboratorPermission,
  findRepository,
  type Installation,
  type Permissions,
  type Repository,
  type State,
} from './state.ts';
import { WebhookSender } from './webhooks.ts';

/** What the product asks for; see docs. */
export const ALL_PERMISSIONS: Permissions = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  metadata: 'read',
  members: 'read',
};

export interface SimulatorOptions {
  /** A free one when left out. */
  readonly port?: number;
  readonly now?: () => Date;
  /** Checks every request and answer; its complaints are `violations`. */
  readonly openApi?: OpenApiCheck;
  readonly appSlug?: string;
  /** The app's key; a new one when left out, which takes a while. */
  readonly keys?: Keys;
}

export interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function createKeys(): Keys {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** The text of each file by its path; null takes it away. */
export type Files = Readonly<Record<string, string | null>>;

export interface RepositoryOptions {
  readonly private?: boolean;
  readonly archived?: boolean;
  readonly fork?: boolean;
  readonly drafts?: boolean;
  readonly collaborators?: Readonly<Record<string, CollaboratorPermission>>;
  readonly teams?: readonly string[];
}

/** A GitHub on this machine, with what a test does to it besides the API. */
export interface Simulator {
  readonly url: string;
  readonly app: App;
  /** The app's private key, as PEM. */
  readonly privateKey: string;
  readonly state: State;
  readonly webhooks: WebhookSender;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly calls: Call[];
  readonly violations: string[];
  /** Makes a person and gives their token. */
  person(login: string): string;
  organisation(login: string): Account;
  /** Makes a repository with a first commit. Its owner is made when it is not known. */
  repository(name: string, files: Files, options?: RepositoryOptions): Promise<Repository>;
  install(
    owner: string,
    repositories: readonly Repository[],
    permissions?: Permissions,
  ): Installation;
  rename(repository: Repository, name: string): void;
  /** Gives a repository to another owner. */
  transfer(repository: Repository, to: Account): void;
  suspend(installation: Installation, suspended: boolean): void;
  /** Commits and pushes as a person; gives the commit's id. */
  push(repository: Repository, branch: string, files: Files, login: string): Promise<string>;
  /** Ends a deployment of a commit to an environment, mostly with `success`. */
  deploy(repository: Repository, sha: string, environment: string, state?: string): Promise<void>;
  /** The text of a file on a branch; null when it is not there. */
  file(repository: Repository, branch: string, path: string): Promise<string | null>;
  branch(repository: Repository, name: string): Promise<string | null>;
  /** Makes every installation token expire now. */
  expireTokens(): void;
  close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const root = await mkdtemp(join(tmpdir(), 'github-simulator-'));
  const keys = options.keys ?? createKeys();
  const now = options.now ?? (() => new Date());
  let last = 1_000;
  const nextId = () => ++last;
  const slug = options.appSlug ?? 'sprinkler';
  const bot: Account = { id: nextId(), login: `${slug}[bot]`, type: 'Bot' };
  const app: App = { id: 4_242, slug, bot, publicKey: keys.publicKey, webhookSecret: 'simulated' };
  const state: State = {
    app,
    accounts: new Map([[bot.login, bot]]),
    repositories: new Map(),
    installations: new Map(),
    tokens: new Map(),
    userTokens: new Map(),
    treeLimit: 100_000,
    now,
    nextId,
  };
  const webhooks = new WebhookSender(state);
  const faults = new Faults();
  const limits = new Limits(now);
  const calls: Call[] = [];
  const violations: string[] = [];
  const openApi = options.openApi ?? null;
  const { server, url } = await listen(
    { state, webhooks, faults, limits, openApi, calls, violations },
    options.port ?? 0,
  );
  const world: World = { state, webhooks, apiUrl: url };

  const account = (login: string, type: Account['type']): Account => {
    const known = state.accounts.get(login.toLowerCase());
    if (known) return known;
    const made: Account = { id: nextId(), login, type };
    state.accounts.set(login.toLowerCase(), made);
    return made;
  };

  const commit = async (repository: Repository, branch: string, files: Files, user: Account) => {
    const { directory } = repository;
    const ref = `refs/heads/${branch}`;
    const start = `refs/heads/${repository.defaultBranch}`;
    const before = await readRef(directory, ref);
    const parent = before ?? (await readRef(directory, start));
    const email = `${user.id}+${user.login}@users.noreply.github.com`;
    const person = { name: user.login, email, date: now().toISOString() };
    const sha = await importCommit(directory, {
      ref,
      parent,
      person,
      message: 'Change files',
      files,
    });
    return { ref, before: before ?? ZERO_ID, after: sha };
  };

  return {
    url,
    app,
    privateKey: keys.privateKey,
    state,
    webhooks,
    faults,
    limits,
    calls,
    violations,
    person(login) {
      const token = `ghp_${login}`;
      state.userTokens.set(token, account(login, 'User'));
      return token;
    },
    organisation: (login) => account(login, 'Organization'),
    async repository(name, files, more = {}) {
      const [owner = '', short = ''] = name.split('/');
      if (findRepository(state, owner, short)) throw new Error(`${name} exists`);
      const id = nextId();
      const directory = join(root, `${id}.git`);
      await mkdir(directory);
      await initialise(directory, 'main');
      const repository: Repository = {
        id,
        name: short,
        owner: account(owner, 'Organization'),
        private: more.private ?? true,
        archived: more.archived ?? false,
        fork: more.fork ?? false,
        defaultBranch: 'main',
        directory,
        drafts: more.drafts ?? true,
        createdAt: now().toISOString(),
        pushedAt: now().toISOString(),
        issues: new Map(),
        labels: new Map(),
        collaborators: new Map(Object.entries(more.collaborators ?? {})),
        teams: new Set(more.teams),
        checks: new Map(),
      };
      for (const login of repository.collaborators.keys()) account(login, 'User');
      if (Object.keys(files).length > 0) await commit(repository, 'main', files, repository.owner);
      state.repositories.set(id, repository);
      return repository;
    },
    install(owner, repositories, permissions = ALL_PERMISSIONS) {
      const installation: Installation = {
        id: nextId(),
        account: account(owner, 'Organization'),
        permissions,
        repositories: new Set(repositories.map(({ id }) => id)),
        suspended: false,
      };
      state.installations.set(installation.id, installation);
      installationChanged(world, installation.id, 'installation', {
        action: 'created',
        repositories: repositories.map(({ id, name, owner: of, private: hidden }) => ({
          id,
          node_id: `R_${id}`,
          name,
          full_name: `${of.login}/${name}`,
          private: hidden,
        })),
      });
      return installation;
    },
    rename: (repository, name) => rename(world, repository, name),
    transfer: (repository, to) => transfer(world, repository, to),
    suspend: (installation, suspended) => suspend(world, installation, suspended),
    async push(repository, branch, files, login) {
      const user = account(login, 'User');
      const push = await commit(repository, branch, files, user);
      await pushed(world, repository, push, user);
      return push.after;
    },
    deploy: (repository, sha, environment, state = 'success') =>
      deployed(world, repository, { sha, environment, state }, bot),
    async file(repository, branch, path) {
      const entries = await listTree(repository.directory, `refs/heads/${branch}`, true);
      const entry = entries?.find((each) => each.path === path && each.type === 'blob');
      const content = entry ? await readBlob(repository.directory, entry.sha) : null;
      return content?.toString('utf8') ?? null;
    },
    branch: (repository, name) => readRef(repository.directory, `refs/heads/${name}`),
    expireTokens() {
      for (const token of state.tokens.values()) token.expiresAt = new Date(0);
    },
    async close() {
      webhooks.target = null;
      await webhooks.settled();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(root, { recursive: true, force: true });
    },
  };
}
