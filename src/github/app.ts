import type { Octokit } from 'octokit';
import { UserError } from '../foundation/errors.ts';
import { createAppClient, createTokenClient, type GitHubOptions } from './client.ts';
import { isGitHubError } from './errors.ts';
import { EtagCache } from './etag-cache.ts';
import { installationToken, type TokenScope } from './installation-token.ts';
import type { Access, GitHubRepository, RepositoryRef } from './repository.ts';

/** Who the app is at GitHub. */
export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
  /** The login under which it commits, comments and opens pull requests: `sprinkler[bot]`. */
  readonly login: string;
}

export interface Installation {
  readonly id: number;
  /** The login of the account or organisation. */
  readonly owner: string;
  readonly suspended: boolean;
  /** What its owner has granted: `{contents: 'write', …}`. */
  readonly permissions: Readonly<Record<string, string>>;
}

/** A repository that an installation may see. */
export interface InstalledRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly fork: boolean;
  readonly defaultBranch: string;
}

/** One webhook as GitHub tried to deliver it. */
export interface WebhookDelivery {
  readonly id: number;
  /** The same for every attempt. */
  readonly guid: string;
  readonly deliveredAt: string;
  readonly event: string;
  readonly statusCode: number;
}

const PERMISSIONS: Readonly<Record<Access, Readonly<Record<string, 'read' | 'write'>>>> = {
  read: { metadata: 'read', contents: 'read', pull_requests: 'read' },
  // Labels, comments and who closed a pull request go through the issues API.
  deliver: { metadata: 'read', contents: 'write', pull_requests: 'write', issues: 'write' },
  issues: { metadata: 'read', issues: 'write' },
  checks: { metadata: 'read', checks: 'write' },
};

/** The app at GitHub: the way to every repository that it is installed on. */
export class GitHubApp {
  readonly #options: GitHubOptions;
  readonly #octokit: Octokit;
  readonly #etags = new EtagCache();
  #identity: Promise<AppIdentity> | null = null;

  constructor(options: GitHubOptions) {
    this.#options = options;
    this.#octokit = createAppClient(options);
  }

  /** Who the app is; asked once. A UserError when GitHub does not accept its credentials. */
  identity(): Promise<AppIdentity> {
    this.#identity ??= this.#readIdentity().catch((thrown: unknown) => {
      this.#identity = null;
      throw thrown;
    });
    return this.#identity;
  }

  /**
   * One repository, through a token of its own that covers nothing else and lasts an hour: make one
   * per job. GitHub is asked for the token with the first call.
   */
  async repository(ref: RepositoryRef, access: Access): Promise<GitHubRepository> {
    const { login } = await this.identity();
    const octokit = this.#installationClient(ref.installationId, {
      ...(ref.id === null ? { repositoryNames: [ref.name] } : { repositoryIds: [ref.id] }),
      permissions: PERMISSIONS[access],
    });
    return { owner: ref.owner, name: ref.name, appLogin: login, octokit };
  }

  /** Every account and organisation that has installed the app. */
  async installations(): Promise<readonly Installation[]> {
    const found = await this.#octokit.paginate('GET /app/installations', { per_page: 100 });
    return found.map(({ id, account, suspended_at, permissions }) => ({
      id,
      owner: account && 'login' in account ? account.login : '',
      suspended: Boolean(suspended_at),
      permissions: Object.fromEntries(Object.entries(permissions)),
    }));
  }

  /** Every repository of an installation. */
  async repositories(installationId: number): Promise<readonly InstalledRepository[]> {
    const octokit = this.#installationClient(installationId, { permissions: { metadata: 'read' } });
    const found = await octokit.paginate('GET /installation/repositories', { per_page: 100 });
    return found.map((repository) => ({
      id: repository.id,
      owner: repository.owner.login,
      name: repository.name,
      private: repository.private,
      archived: repository.archived,
      fork: repository.fork,
      defaultBranch: repository.default_branch,
    }));
  }

  /** The app's webhook deliveries since a time, newest first. GitHub keeps them for three days. */
  async deliveriesSince(since: Date): Promise<readonly WebhookDelivery[]> {
    const found: WebhookDelivery[] = [];
    const pages = this.#octokit.paginate.iterator('GET /app/hook/deliveries', { per_page: 100 });
    for await (const { data } of pages) {
      for (const { id, guid, delivered_at, event, status_code } of data) {
        if (new Date(delivered_at) < since) return found;
        found.push({ id, guid, deliveredAt: delivered_at, event, statusCode: status_code });
      }
    }
    return found;
  }

  /** Asks GitHub to send a delivery again. */
  async redeliver(deliveryId: number): Promise<void> {
    await this.#octokit.request('POST /app/hook/deliveries/{delivery_id}/attempts', {
      delivery_id: deliveryId,
    });
  }

  #installationClient(installationId: number, scope: TokenScope): Octokit {
    const token = installationToken(this.#octokit, installationId, scope);
    const throttleId = `installation ${installationId}`;
    const octokit = createTokenClient(this.#options, token, throttleId);
    this.#etags.attach(octokit, throttleId);
    return octokit;
  }

  async #readIdentity(): Promise<AppIdentity> {
    try {
      const { data } = await this.#octokit.request('GET /app');
      if (!data?.slug) throw new UserError('GitHub knows no name for the app: check APP_ID.');
      return { id: data.id, slug: data.slug, login: `${data.slug}[bot]` };
    } catch (thrown) {
      if (isGitHubError(thrown, 'unauthorised', 'missing'))
        throw new UserError(
          `GitHub does not accept the app's credentials: check APP_ID and PRIVATE_KEY. ${thrown.detail}`,
          { cause: thrown },
        );
      throw thrown;
    }
  }
}
