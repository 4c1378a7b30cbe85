import { sql } from 'kysely';
import { fromKysely, type PgBoss } from 'pg-boss';
import { messageOf, OutsideError, UserError } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import type { Owner } from '../../model/owner.ts';
import type { Connection } from '../connection.ts';
import type { Database } from '../tables.ts';
import { DEAD_LETTERS, deadLetterFrom } from './dead-letters.ts';
import type {
  DeadLetter,
  EnqueueOptions,
  JobDefinition,
  JobHandler,
  JobKind,
  JobPayload,
  JobQueue,
  QueueDepth,
} from './job-queue.ts';

/** How one run of a job ended, for the metrics. */
export interface JobObservation {
  readonly job: string;
  readonly result: 'done' | 'retried' | 'dead';
  readonly seconds: number;
}

export interface QueueOptions {
  readonly connection: Connection;
  /** Every kind of job that may be enqueued. */
  readonly jobs: readonly JobKind[];
  readonly log: Log;
  readonly observe?: (observation: JobObservation) => void;
  /** How long a running job may be silent before another worker takes it, in seconds; at least 10. */
  readonly heartbeatSeconds?: number;
  /** Whether this process does upkeep and schedules; false for a command that only looks. */
  readonly supervise?: boolean;
}

/** A queue that can be closed. */
export interface OpenQueue extends JobQueue {
  /** Takes no new jobs, waits up to this long for the running ones (the rest is tried again later), and closes. */
  close(graceMilliseconds: number): Promise<void>;
}

/** How often a waiting job may be taken by a worker at the very moment that it is to stand for another. */
const ROUNDS = 10;

/**
 * Locks the job that waits and stands for another, so that no worker takes it before the transaction
 * that relies on it is committed: it would not see what that wrote. False when it does not wait any more.
 */
async function holdWaiting(transaction: Database, job: JobKind, key: string): Promise<boolean> {
  const held = await sql`
    select id from pgboss.job
    where name = ${job.name} and singleton_key = ${key} and state = 'created'
    for update`.execute(transaction);
  return held.rows.length > 0;
}

/** The queue on a started pg-boss. */
export class PgBossQueue implements OpenQueue {
  readonly #boss: PgBoss;
  readonly #options: QueueOptions;

  constructor(boss: PgBoss, options: QueueOptions) {
    this.#boss = boss;
    this.#options = options;
  }

  async enqueue<P extends JobPayload>(
    job: JobDefinition<P>,
    payload: P,
    options: EnqueueOptions = {},
  ): Promise<boolean> {
    const key = options.key ?? payload.owner;
    const { transaction } = options;
    const sendOptions = {
      singletonKey: key,
      priority: options.priority ?? 0,
      ...(options.delaySeconds === undefined ? {} : { startAfter: options.delaySeconds }),
      // Within a transaction on the embedded store any other handle would wait for it forever.
      ...(transaction === undefined ? {} : { db: fromKysely(transaction) }),
    };
    for (let round = 0; round < ROUNDS; round++) {
      if ((await this.#boss.send(job.name, payload, sendOptions)) !== null) return true;
      if (transaction === undefined || (await holdWaiting(transaction, job, key))) return false;
    }
    throw new OutsideError(`The jobs ${job.name} of ${key} change too fast to add one.`, {
      retryable: true,
    });
  }

  async work<P extends JobPayload>(
    job: JobDefinition<P>,
    handler: JobHandler<P>,
    concurrency: number,
  ): Promise<void> {
    for (let slot = 0; slot < concurrency; slot++) await this.#openSlot(job, handler);
  }

  /** One job at a time. A batch would wait for its slowest job; slots do not wait for each other. */
  async #openSlot<P extends JobPayload>(
    job: JobDefinition<P>,
    handler: JobHandler<P>,
  ): Promise<void> {
    const options = {
      batchSize: 1,
      includeMetadata: true,
      perJobResults: true,
      pollingIntervalSeconds: 2,
      notifyPollingIntervalSeconds: 2,
    } as const;
    let slot: string | null = null;
    slot = await this.#boss.work<object, object, typeof options>(
      job.name,
      options,
      async (jobs) => {
        const results = [];
        for (const given of jobs) {
          results.push({ id: given.id, ...(await this.#run(job, handler, given)) });
        }
        // Without this a slot pauses after each job, however many wait.
        if (slot !== null) this.#boss.notifyWorker(slot);
        return results;
      },
    );
  }

  async #run<P extends JobPayload>(
    job: JobDefinition<P>,
    handler: JobHandler<P>,
    given: {
      id: string;
      data: object;
      retryCount: number;
      retryLimit: number;
      signal: AbortSignal;
    },
  ) {
    const started = performance.now();
    const attempt = given.retryCount + 1;
    const log = this.#options.log.child({ job: job.name, jobId: given.id, attempt });
    const end = (result: JobObservation['result']) =>
      this.#options.observe?.({
        job: job.name,
        result,
        seconds: (performance.now() - started) / 1000,
      });
    try {
      const payload = job.payload.safeParse(given.data);
      if (!payload.success) {
        throw new UserError(
          `The payload is not that of a ${job.name} job: ${payload.error.message}`,
        );
      }
      await handler({ id: given.id, payload: payload.data, attempt, signal: given.signal });
      end('done');
      return { status: 'completed' } as const;
    } catch (thrown) {
      const hopeless = isHopeless(thrown) || given.retryCount >= given.retryLimit;
      end(hopeless ? 'dead' : 'retried');
      log[hopeless ? 'error' : 'warn'](
        { err: thrown },
        hopeless ? 'gave the job up' : 'will try the job again',
      );
      return {
        status: hopeless ? 'deadletter' : 'failed',
        output: { message: messageOf(thrown) },
      } as const;
    }
  }

  async schedule<P extends JobPayload>(
    job: JobDefinition<P>,
    cron: string,
    payload: P,
  ): Promise<void> {
    await this.#boss.schedule(job.name, cron, payload, {
      tz: 'UTC',
      key: scheduleKey(payload.owner),
      singletonKey: payload.owner,
    });
  }

  async unschedule<P extends JobPayload>(job: JobDefinition<P>, owner: Owner): Promise<void> {
    await this.#boss.unschedule(job.name, scheduleKey(owner));
  }

  async depths(): Promise<readonly QueueDepth[]> {
    const rows = await sql<{ name: string; waiting: number; running: number }>`
      select name, (count(*) filter (where state < 'active'))::int as waiting,
        (count(*) filter (where state = 'active'))::int as running
      from pgboss.job where state in ('created', 'retry', 'active') group by name`.execute(
      this.#options.connection.db,
    );
    const found = new Map(rows.rows.map((row) => [row.name, row]));
    return [...this.#options.jobs.map((job) => job.name), DEAD_LETTERS].map((job) => ({
      job,
      waiting: found.get(job)?.waiting ?? 0,
      running: found.get(job)?.running ?? 0,
    }));
  }

  async deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    const jobs = await this.#boss.findJobs<object>(DEAD_LETTERS, { queued: true, limit });
    return jobs.map(deadLetterFrom);
  }

  async retryDeadLetters(ids?: readonly string[]): Promise<number> {
    return this.#boss.redrive(DEAD_LETTERS, ids === undefined ? {} : { ids: [...ids] });
  }

  async purge(owner: Owner): Promise<void> {
    await sql`delete from pgboss.job where data->>'owner' = ${owner} and state <> 'active'`.execute(
      this.#options.connection.db,
    );
    for (const job of this.#options.jobs) await this.#boss.unschedule(job.name, scheduleKey(owner));
  }

  async close(graceMilliseconds: number): Promise<void> {
    await this.#boss.stop({ graceful: true, close: true, timeout: graceMilliseconds });
  }
}

/** Trying again cannot help. */
function isHopeless(thrown: unknown): boolean {
  return thrown instanceof UserError || (thrown instanceof OutsideError && !thrown.retryable);
}

function scheduleKey(owner: Owner): string {
  return `owner-${owner}`;
}
