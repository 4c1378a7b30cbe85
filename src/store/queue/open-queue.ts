import { sql } from 'kysely';
import { PgBoss, type QueuePolicy } from 'pg-boss';
import { InternalError } from '../../foundation/errors.ts';
import type { Connection } from '../connection.ts';
import { DEAD_LETTERS } from './dead-letters.ts';
import type { JobTurns } from './job-queue.ts';
import { type OpenQueue, PgBossQueue, type QueueOptions } from './pg-boss-queue.ts';

const DAY = 86_400;
const YEAR = 365 * DAY;

type NewQueue = NonNullable<Parameters<PgBoss['createQueue']>[1]>;

const POLICIES: Readonly<Record<JobTurns, QueuePolicy>> = {
  any: 'standard',
  'one-waiting': 'short',
  'one-running': 'singleton',
  'one-waiting-one-running': 'stately',
};

/** Opens pg-boss on the store's database and makes the queues. */
export async function openQueue(options: QueueOptions): Promise<OpenQueue> {
  const { connection, log } = options;
  const supervise = options.supervise ?? true;
  const boss = new PgBoss({
    ...connection.bossOptions,
    useListenNotify: supervise,
    supervise,
    schedule: supervise,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    registerInstance: false,
    reindex: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the queue has a problem'));
  boss.on('warning', (warning) => log.debug({ warning }, 'the queue warns'));
  await boss.start();
  const heartbeatSeconds = options.heartbeatSeconds ?? 30;
  await makeQueue(boss, DEAD_LETTERS, { deleteAfterSeconds: 0, retentionSeconds: YEAR });
  for (const job of options.jobs) {
    await makeQueue(boss, job.name, {
      policy: POLICIES[job.turns],
      notify: true,
      deadLetter: DEAD_LETTERS,
      retryLimit: job.retries ?? 14,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 600,
      expireInSeconds: job.expireSeconds ?? 900,
      retentionSeconds: YEAR,
      heartbeatSeconds,
      deleteAfterSeconds: DAY,
    });
  }
  if (connection.embedded && supervise) await takeBack(connection, boss);
  return new PgBossQueue(boss, options);
}

/** Makes the queue or brings its options up to date; the policy of an existing queue cannot change. */
async function makeQueue(boss: PgBoss, name: string, options: NewQueue): Promise<void> {
  const existing = await boss.getQueue(name);
  if (existing === null) return boss.createQueue(name, options);
  const { policy, ...rest } = options;
  if (policy !== undefined && existing.policy !== policy) {
    throw new InternalError(
      `The queue ${name} is "${existing.policy}"; a migration must make it "${policy}".`,
    );
  }
  return boss.updateQueue(name, rest);
}

/** The embedded store has no other process: whatever still counts as running was cut off with the last one. */
async function takeBack(connection: Connection, boss: PgBoss): Promise<void> {
  const cutOff = await sql<{ name: string; id: string }>`
    select name, id from pgboss.job where state = 'active'`.execute(connection.db);
  for (const { name, id } of cutOff.rows) {
    await boss.fail(name, id, { message: 'The process ended while the job was running.' });
  }
}
