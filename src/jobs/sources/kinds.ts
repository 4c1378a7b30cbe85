import { z } from 'zod';
import type { JobDefinition, JobKind } from '../../store/queue/job-queue.ts';

/** Work on the sources of an owner, as the operator configuration lists them. */
export interface SourceJob {
  readonly owner: string;
}

/** Try a message again that could not be read. */
export interface TakeMessage {
  readonly owner: string;
  readonly source: string;
  readonly body: string;
}

/** Tell Security Hub that findings have a pull request. */
export interface WriteBackJob {
  readonly owner: string;
  /** Ids as Security Hub knows them. */
  readonly findings: readonly string[];
  readonly pullRequest: string;
}

const owner = z.string().min(1);

function sourceJob(name: string): JobDefinition<SourceJob> {
  // Nothing is lost without another try: the next turn of the schedule goes on from the cursor.
  return {
    name,
    payload: z.object({ owner }),
    turns: 'one-waiting-one-running',
    retries: 2,
    expireSeconds: 3600,
  };
}

export const pollSecurityHubJob = sourceJob('poll-security-hub');
export const sweepSecurityHubJob = sourceJob('sweep-security-hub');
export const pollConfigJob = sourceJob('poll-config');
export const drainQueuesJob = sourceJob('drain-queues');
export const recheckJob = sourceJob('recheck');
/** Read an owner's Terraform states again, where they have changed. */
export const refreshStatesJob = sourceJob('refresh-states');

export const takeMessage: JobDefinition<TakeMessage> = {
  name: 'take-message',
  payload: z.object({ owner, source: z.string(), body: z.string() }),
  turns: 'any',
};

export const writeBackJob: JobDefinition<WriteBackJob> = {
  name: 'write-back',
  payload: z.object({ owner, findings: z.array(z.string()), pullRequest: z.url() }),
  turns: 'any',
};

/** Every kind of job about sources, for the queue to know. */
export const SOURCE_JOB_KINDS: readonly JobKind[] = [
  pollSecurityHubJob,
  sweepSecurityHubJob,
  pollConfigJob,
  drainQueuesJob,
  recheckJob,
  refreshStatesJob,
  takeMessage,
  writeBackJob,
];
