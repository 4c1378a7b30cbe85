import { z } from 'zod';
import type { FollowUpWords } from '../../pipeline/follow-up/words.ts';
import type { JobDefinition, JobKind } from '../../store/queue/job-queue.ts';

/** Look at the remediations to which something happened. */
export interface FollowUpJob {
  readonly owner: string;
}

/** Do one thing that a remediation calls for, at GitHub. */
export interface SayFollowUp {
  readonly owner: string;
  readonly repository: string;
  readonly words: FollowUpWords;
}

/** A deployment at GitHub has succeeded: see which merged changes it applied. */
export interface NoteDeployment {
  readonly owner: string;
  readonly repository: string;
  readonly environment: string;
  readonly commit: string;
  readonly at: Date;
  /** Whether it was looked at before, when a merge may not have been noticed yet. */
  readonly isSecondLook: boolean;
}

/** Bring an owner's weekly issue up to date. */
export interface WeeklyIssue {
  readonly owner: string;
}

const owner = z.string().min(1);

const history = z.object({
  paths: z.array(z.string()),
  since: z.coerce.date(),
  until: z.coerce.date(),
  except: z.string().nullable(),
});

export const followUp: JobDefinition<FollowUpJob> = {
  name: 'follow-up',
  payload: z.object({ owner }),
  turns: 'one-waiting-one-running',
};

export const sayFollowUp: JobDefinition<SayFollowUp> = {
  name: 'say-follow-up',
  payload: z.object({
    owner,
    repository: z.string().min(1),
    words: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('comment'),
        pullRequest: z.number(),
        body: z.string(),
        history: history.nullable().default(null),
      }),
      z.object({ kind: z.literal('open-issue'), title: z.string(), body: z.string() }),
      z.object({ kind: z.literal('close-issue'), title: z.string() }),
    ]),
  }),
  turns: 'any',
};

export const noteDeployment: JobDefinition<NoteDeployment> = {
  name: 'note-deployment',
  payload: z.object({
    owner,
    repository: z.string().min(1),
    environment: z.string(),
    commit: z.string(),
    at: z.coerce.date(),
    isSecondLook: z.boolean(),
  }),
  turns: 'any',
};

export const weeklyIssue: JobDefinition<WeeklyIssue> = {
  name: 'weekly-issue',
  payload: z.object({ owner }),
  turns: 'one-waiting',
};

/** Every kind of job about following up, for the queue to know. */
export const FOLLOW_UP_JOB_KINDS: readonly JobKind[] = [
  followUp,
  sayFollowUp,
  noteDeployment,
  weeklyIssue,
];
