import { z } from 'zod';
import type { JobDefinition, JobKind } from '../store/queue/job-queue.ts';

/** Work through the findings of an owner that are pending. Many wishes are one; none is lost while one runs. */
export interface RemediateFindings {
  readonly owner: string;
}

/** Do what a stored webhook delivery of GitHub's asks for. */
export interface HandleDelivery {
  readonly owner: string;
  /** The delivery's id (store/deliveries.ts). */
  readonly delivery: string;
}

/** Forget what is no longer needed. */
export interface KeepHouse {
  readonly owner: string;
}

const owner = z.string().min(1);

export const remediateFindings: JobDefinition<RemediateFindings> = {
  name: 'remediate-findings',
  payload: z.object({ owner }),
  turns: 'one-waiting-one-running',
};

export const handleDelivery: JobDefinition<HandleDelivery> = {
  name: 'handle-delivery',
  payload: z.object({ owner, delivery: z.string() }),
  turns: 'any',
};

export const keepHouse: JobDefinition<KeepHouse> = {
  name: 'keep-house',
  payload: z.object({ owner }),
  turns: 'one-waiting',
};

/** Every kind of job, for the queue to know. */
export const JOB_KINDS: readonly JobKind[] = [remediateFindings, handleDelivery, keepHouse];
