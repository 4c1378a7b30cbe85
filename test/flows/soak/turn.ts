import { setTimeout as sleep } from 'node:timers/promises';
import {
  APP,
  keepHouse,
  reconcileRepository,
  redeliverWebhooks,
  repositoryKey,
  syncInstallation,
} from '../../../src/jobs/kinds.ts';
import {
  drainQueuesJob,
  pollConfigJob,
  pollSecurityHubJob,
  recheckJob,
  sweepSecurityHubJob,
} from '../../../src/jobs/sources/kinds.ts';
import type { TestService } from '../../entrances/service.ts';
import { ask, OWNER, REPOSITORIES, type World } from './world.ts';

const SETTLING = 120_000;
const SOURCES = [
  drainQueuesJob,
  pollSecurityHubJob,
  sweepSecurityHubJob,
  pollConfigJob,
  recheckJob,
];

/** Wakes everything that a schedule wakes, at once. */
export async function wake({ store: { queue } }: TestService): Promise<void> {
  for (const job of SOURCES) await queue.enqueue(job, { owner: OWNER });
  for (const job of [keepHouse, syncInstallation]) await queue.enqueue(job, { owner: OWNER });
  await queue.enqueue(redeliverWebhooks, { owner: APP });
  for (const name of REPOSITORIES) {
    const repository = { owner: OWNER, repository: name };
    await queue.enqueue(reconcileRepository, repository, { key: repositoryKey(repository) });
  }
}

/** Waits until no job runs or waits; one that waits for a later time need not. */
export async function settle(world: World, milliseconds = SETTLING): Promise<void> {
  const end = Date.now() + milliseconds;
  let quiet = 0;
  while (quiet < 2) {
    if (Date.now() > end) throw new Error(`Not settled: ${JSON.stringify(await busy(world))}`);
    await world.simulator.webhooks.settled();
    quiet = (await busy(world)).length === 0 ? quiet + 1 : 0;
    await sleep(50);
  }
}

async function busy(world: World): Promise<readonly Record<string, unknown>[]> {
  await ask(
    world,
    `update pgboss.job set start_after = now()
      where state in ('created', 'retry') and start_after > now() and name <> 'dead-letters'`,
  );
  return ask(
    world,
    `select name, state, output from pgboss.job
      where state in ('created', 'retry', 'active') and name <> 'dead-letters'`,
  );
}
