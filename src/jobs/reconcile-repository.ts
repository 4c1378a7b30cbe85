import { changesOf, countChanges } from '../store/changes.ts';
import { planOf } from './changes/plan.ts';
import { repositoryConfig } from './changes/repository-config.ts';
import { deliverChange, type RepositoryJob, repositoryKey } from './kinds.ts';
import type { Services } from './services.ts';

const HOUR = 3_600_000;

/**
 * Looks after the changes of a repository: each open one is held against GitHub, and of those that
 * wait, the most urgent ones for which the limits have room are delivered.
 */
export async function reconcileRepositoryOf(
  { db, queue, clock }: Services,
  { owner, repository }: RepositoryJob,
): Promise<void> {
  const { config } = await repositoryConfig(db, owner, repository);
  if (config.mode === 'observe') return;
  const since = new Date(clock.now().getTime() - HOUR);
  const counts = await countChanges(db, owner, repository, since);
  const { limits } = config;
  const room = Math.min(limits.open - counts.open, limits.perHour - counts.openedSince);
  const changes = await changesOf(db, owner, repository, { states: ['planned', 'open'] });
  const waiting = changes
    .filter(({ state }) => state === 'planned')
    .sort((a, b) => (planOf(a).priority < planOf(b).priority ? -1 : 1));
  const wanted = [
    ...changes.filter(({ state }) => state === 'open'),
    ...waiting.slice(0, Math.max(room, 1)),
  ];
  const key = repositoryKey({ owner, repository });
  for (const { id } of wanted)
    await queue.enqueue(deliverChange, { owner, repository, change: id }, { key });
}
