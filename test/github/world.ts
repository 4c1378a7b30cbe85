import { systemClock } from '../../src/foundation/clock.ts';
import { createLog } from '../../src/foundation/log.ts';
import { GitHubApp } from '../../src/github/app.ts';
import type { Delivery } from '../../src/github/delivery.ts';
import { type GitHubRepository, readHead } from '../../src/github/repository.ts';
import type { DeliveryDecision, ExistingPullRequest } from '../../src/model/pull-request.ts';
import { decide } from '../../src/pipeline/deliver/decide.ts';
import { createOpenApiCheck } from '../github-simulator/openapi.ts';
import {
  createKeys,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';

const openApi = createOpenApiCheck();
const keys = createKeys();
const log = createLog('silent');

/** A simulated GitHub whose every request and answer is held against GitHub's description. */
export async function startChecked(options: SimulatorOptions = {}): Promise<Simulator> {
  return startSimulator({ openApi, keys, ...options });
}

/** The app, in a hurry: no pauses, and retries after milliseconds. */
export function appOf(
  simulator: Simulator,
  more: { apiUrl?: string; timeout?: number } = {},
): GitHubApp {
  return new GitHubApp({
    appId: String(simulator.app.id),
    privateKey: simulator.privateKey,
    apiUrl: more.apiUrl ?? simulator.url,
    log,
    clock: systemClock,
    pace: false,
    retryDelay: 1,
    ...(more.timeout ? { timeout: more.timeout } : {}),
  });
}

/** A repository with one file, installed, and the app's way to it. */
export async function installed(
  simulator: Simulator,
  name = 'acme/infra',
  options: Parameters<Simulator['repository']>[2] = {},
): Promise<{ repository: Repository; client: GitHubRepository; installationId: number }> {
  const repository = await simulator.repository(name, { 'main.tf': '# vulnerable\n' }, options);
  const { id: installationId } = simulator.install(repository.owner.login, [repository]);
  const ref = {
    installationId,
    owner: repository.owner.login,
    name: repository.name,
    id: repository.id,
  };
  const client = await appOf(simulator).repository(ref, 'deliver');
  return { repository, client, installationId };
}

/** A change that mends the file, computed on the branch as it is. */
export async function sampleDelivery(
  client: GitHubRepository,
  more: Partial<Delivery> = {},
): Promise<Delivery> {
  const base = await readHead(client, 'main');
  if (!base) throw new Error('there is no main');
  return {
    branch: 'sprinkler/0123456789abcdef',
    baseBranch: 'main',
    base,
    files: [{ path: 'main.tf', mode: '100644', text: '# fixed\n' }],
    text: {
      title: 'fix(s3): block public access',
      body: 'Anyone can read it.',
      commitMessage: 'fix(s3): block public access\n',
    },
    previous: null,
    editsCurrent: true,
    draft: false,
    labels: ['sprinkler'],
    reviewers: [],
    ...more,
  };
}

/** The product's own decision, for a finding that fails, with room below every limit. */
export function whenFailing(existing: ExistingPullRequest | null): DeliveryDecision {
  return decide({
    mode: 'pull-request',
    withheld: false,
    finding: 'failing',
    pullRequest: existing,
    limits: { open: 100, perHour: 100 },
    counts: { open: 0, openedLastHour: 0 },
  });
}
