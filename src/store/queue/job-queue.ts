import type { z } from 'zod';
import type { Owner } from '../../model/owner.ts';
import type { Database } from '../tables.ts';

/** What every job carries: no job is without an owner. */
export interface JobPayload {
  readonly owner: Owner;
}

/**
 * How jobs of one name and one key share the queue.
 * `any`: no limit. `one-waiting`: at most one waits; for work that reads what is due when it runs.
 * `one-running`: at most one runs; others wait. `one-waiting-one-running`: both, so that a wish that
 * comes while one runs is not lost and ten wishes are one. There, a job that fails while another of
 * its key waits for its own retry becomes a dead letter at once: the waiting one does its work.
 */
export type JobTurns = 'any' | 'one-waiting' | 'one-running' | 'one-waiting-one-running';

/** A kind of job, as far as the queue itself is concerned. */
export interface JobKind {
  /** Also the queue's name: letters, digits and dashes. */
  readonly name: string;
  readonly turns: JobTurns;
  /** How often it is tried again, with pauses that grow from a second to ten minutes, before it becomes a dead letter. Default: 14, about an hour. */
  readonly retries?: number;
  /** The longest that one run may take, in seconds. Default: 900. */
  readonly expireSeconds?: number;
}

/** A kind of job and what its payload is. */
export interface JobDefinition<P extends JobPayload> extends JobKind {
  readonly payload: z.ZodType<P>;
}

export interface EnqueueOptions {
  /** What `turns` counts by; default: the owner. */
  readonly key?: string;
  /** How many seconds to wait before it may run. */
  readonly delaySeconds?: number;
  /** Higher comes first. Default: 0. */
  readonly priority?: number;
  /** The transaction that it belongs to: it exists once that is committed. */
  readonly transaction?: Database;
}

/** One run of a job. */
export interface JobRun<P> {
  readonly id: string;
  readonly payload: P;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborted when the run has lost its claim or the process has no more time. */
  readonly signal: AbortSignal;
}

/**
 * Does the work. Throwing means another try; a UserError, or an OutsideError that is not retryable,
 * means a dead letter at once. It must await something at least every few seconds, or its heartbeat stops
 * and another worker takes it. It may run twice (a killed process): it must end in the same state.
 */
export type JobHandler<P> = (run: JobRun<P>) => Promise<void>;

/** A job that was given up on. */
export interface DeadLetter {
  readonly id: string;
  readonly job: string;
  readonly owner: Owner;
  readonly payload: unknown;
  /** The last error's message. */
  readonly reason: string;
  readonly tries: number;
  readonly failedAt: Date;
}

/** How many jobs of one kind there are. */
export interface QueueDepth {
  readonly job: string;
  readonly waiting: number;
  readonly running: number;
}

/** The work that is still to be done; durable. */
export interface JobQueue {
  /** Adds a job. False when one with its key waits already and stands for it. */
  enqueue<P extends JobPayload>(
    job: JobDefinition<P>,
    payload: P,
    options?: EnqueueOptions,
  ): Promise<boolean>;
  /** Starts doing jobs of this kind, up to `concurrency` at once in this process. */
  work<P extends JobPayload>(
    job: JobDefinition<P>,
    handler: JobHandler<P>,
    concurrency: number,
  ): Promise<void>;
  /** Adds the job again and again, by a cron expression in UTC; one schedule per job and owner. */
  schedule<P extends JobPayload>(job: JobDefinition<P>, cron: string, payload: P): Promise<void>;
  /** Stops such a schedule. */
  unschedule<P extends JobPayload>(job: JobDefinition<P>, owner: Owner): Promise<void>;
  depths(): Promise<readonly QueueDepth[]>;
  /** Jobs that were given up on, oldest first. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /** Tries dead letters again: these, or all. Says how many. */
  retryDeadLetters(ids?: readonly string[]): Promise<number>;
  /** Takes away every job, schedule and dead letter of an owner that does not run at this moment. */
  purge(owner: Owner): Promise<void>;
}
