import type { JobWithMetadata } from 'pg-boss';
import type { DeadLetter } from './job-queue.ts';

/** The queue that takes what was given up on, from all others. */
export const DEAD_LETTERS = 'dead-letters';

/** A dead letter from pg-boss's copy of the job. */
export function deadLetterFrom(job: JobWithMetadata<object>): DeadLetter {
  return {
    id: job.id,
    job: job.sourceName ?? DEAD_LETTERS,
    owner: textAt(job.data, 'owner') ?? '',
    payload: job.data,
    reason: reasonOf(job.sourceOutput),
    tries: (job.sourceRetryCount ?? 0) + 1,
    failedAt: job.createdOn,
  };
}

function reasonOf(output: object | null): string {
  return textAt(output, 'message') ?? textAt(valueAt(output, 'value'), 'message') ?? 'unknown';
}

function textAt(from: unknown, key: string): string | null {
  const value = valueAt(from, key);
  return typeof value === 'string' ? value : null;
}

function valueAt(from: unknown, key: string): unknown {
  return typeof from === 'object' && from !== null && Object.hasOwn(from, key)
    ? Reflect.get(from, key)
    : undefined;
}
