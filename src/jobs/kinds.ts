import { z } from 'zod';
import type { JobDefinition, JobKind } from '../store/queue/job-queue.ts';
import { FOLLOW_UP_JOB_KINDS } from './follow-up/kinds.ts';
import { SOURCE_JOB_KINDS } from './sources/kinds.ts';

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

/** Learn from GitHub which repositories of an owner the app may see. */
export interface SyncInstallation {
  readonly owner: string;
}

/** Something about one repository of an owner. */
export interface RepositoryJob {
  readonly owner: string;
  readonly repository: string;
}

/** Tell the author of a commit whether the configuration and the templates in it are valid. */
export interface CheckSettings extends RepositoryJob {
  readonly commit: string;
  /** Whether it is of a pull request, which mostly is about something else. */
  readonly proposed: boolean;
}

/** Bring the pull request of a change to where it should be. */
export interface DeliverChange extends RepositoryJob {
  /** The change's identity (store/changes.ts). */
  readonly change: string;
}

/** Forget what is no longer needed. */
export interface KeepHouse {
  readonly owner: string;
}

const owner = z.string().min(1);
const repository = z.string().min(1);

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

export const syncInstallation: JobDefinition<SyncInstallation> = {
  name: 'sync-installation',
  payload: z.object({ owner }),
  turns: 'one-waiting-one-running',
};

/** Bring the index of a repository up to date. Enqueue it by `repositoryKey`. */
export const refreshIndex: JobDefinition<RepositoryJob> = {
  name: 'refresh-index',
  payload: z.object({ owner, repository }),
  turns: 'one-waiting-one-running',
};

export const checkSettings: JobDefinition<CheckSettings> = {
  name: 'check-settings',
  payload: z.object({ owner, repository, commit: z.string().min(1), proposed: z.boolean() }),
  turns: 'any',
};

/** Look after the changes of a repository that wait or are open. Enqueue it by `repositoryKey`. */
export const reconcileRepository: JobDefinition<RepositoryJob> = {
  name: 'reconcile-repository',
  payload: z.object({ owner, repository }),
  turns: 'one-waiting',
};

/** Enqueue it by `repositoryKey`: limits are counted, and branches made, by one at a time. */
export const deliverChange: JobDefinition<DeliverChange> = {
  name: 'deliver-change',
  payload: z.object({ owner, repository, change: z.string().min(1) }),
  turns: 'one-running',
};

export const keepHouse: JobDefinition<KeepHouse> = {
  name: 'keep-house',
  payload: z.object({ owner }),
  turns: 'one-waiting',
};

/** Tell an owner, in private, what no code makes. */
export const reportUnmanaged: JobDefinition<KeepHouse> = {
  name: 'report-unmanaged',
  payload: z.object({ owner }),
  turns: 'one-waiting-one-running',
};

/** Have GitHub send again what did not arrive. It belongs to the app as a whole: see `APP`. */
export const redeliverWebhooks: JobDefinition<KeepHouse> = {
  name: 'redeliver-webhooks',
  payload: z.object({ owner }),
  turns: 'one-waiting',
  retries: 2,
};

/** Stands where an owner does in jobs that are nobody's; no login begins so. */
export const APP = '-app';

/** What jobs of one repository take turns by. */
export function repositoryKey({ owner, repository }: RepositoryJob): string {
  return `${owner}/${repository}`;
}

/** Every kind of job, for the queue to know. */
export const JOB_KINDS: readonly JobKind[] = [
  remediateFindings,
  handleDelivery,
  syncInstallation,
  refreshIndex,
  checkSettings,
  reconcileRepository,
  deliverChange,
  keepHouse,
  redeliverWebhooks,
  reportUnmanaged,
  ...SOURCE_JOB_KINDS,
  ...FOLLOW_UP_JOB_KINDS,
];
