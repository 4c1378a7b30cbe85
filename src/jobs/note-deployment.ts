import { contains } from '../github/pull-requests.ts';
import { changesOf } from '../store/changes.ts';
import { remediationsOf } from '../store/remediations.ts';
import { planOf } from './changes/plan.ts';
import { repositoryConfig } from './changes/repository-config.ts';
import { type NoteDeployment, noteDeployment } from './follow-up/kinds.ts';
import { noteEvent } from './follow-up/note-event.ts';
import { openRepository } from './repositories/open-repository.ts';
import type { Services } from './services.ts';

/** A merge that is heard of after the deployment is noticed by then, in seconds. */
const PATIENCE = 300;
const MONTH = 30 * 86_400_000;
/** States in which another apply tells nothing. */
const SETTLED: ReadonlySet<string> = new Set(['applied', 'verified', 'closed']);

/**
 * Notes that merged changes were applied: a deployment to an environment that the configuration names
 * has succeeded, and the merge is in the history of its commit.
 */
export async function noteDeploymentOf(services: Services, job: NoteDeployment): Promise<void> {
  const { db, queue, clock } = services;
  const { owner, repository, environment, commit, isSecondLook } = job;
  const { config } = await repositoryConfig(db, owner, repository);
  if (!config.applyEnvironments.includes(environment)) return;
  const changes = await changesOf(db, owner, repository, { states: ['open', 'merged'] });
  if (!isSecondLook && changes.some(({ state }) => state === 'open')) {
    const later = { ...job, isSecondLook: true };
    await queue.enqueue(noteDeployment, later, { delaySeconds: PATIENCE });
  }
  const now = clock.now();
  // The clocks of GitHub and of this machine differ.
  const at = job.at > now ? now : job.at;
  const open = await openRepository(services, owner, repository, 'read');
  if (open === null) return;
  for (const { state, closedAt, fingerprints, ...change } of changes) {
    if (state !== 'merged' || closedAt === null || at.getTime() - closedAt.getTime() > MONTH)
      continue;
    const carried = fingerprints.map((fingerprint) => ({ repository, fingerprint }));
    const known = await remediationsOf(db, owner, carried);
    const awaiting = known
      .filter((each) => !SETTLED.has(each.state))
      .map((each) => each.fingerprint);
    const { mergeCommit } = planOf({ ...change, state, closedAt, fingerprints });
    if (mergeCommit === null || awaiting.length === 0) continue;
    // A commit that GitHub does not know any more proves nothing.
    if (!(await contains(open.client, commit, mergeCommit, false))) continue;
    const event = { kind: 'applied', at, by: 'deployment', pendingUntil: null } as const;
    await db
      .transaction()
      .execute((transaction) =>
        noteEvent({ queue, transaction }, owner, repository, awaiting, event, now),
      );
  }
}
