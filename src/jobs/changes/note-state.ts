import type { Owner } from '../../model/owner.ts';
import type { PullRequestEvent } from '../../pipeline/follow-up/event.ts';
import type { ChangeState, StoredChange } from '../../store/changes.ts';
import type { Database } from '../../store/tables.ts';
import { noteEvent } from '../follow-up/note-event.ts';
import type { Services } from '../services.ts';
import { planOf } from './plan.ts';

const KINDS: Readonly<Record<ChangeState, PullRequestEvent['kind'] | null>> = {
  planned: null,
  open: 'proposed',
  merged: 'merged',
  declined: 'declined',
  closed: 'withdrawn',
};

/** Tells the follow-up that a pull request, or an issue in its place, has a new state. */
export async function noteState(
  { queue, clock }: Services,
  transaction: Database,
  owner: Owner,
  change: StoredChange,
): Promise<void> {
  const { repository, fingerprints, number, state } = change;
  const kind = KINDS[state];
  if (kind === null || number === null) return;
  const plan = planOf(change);
  const now = clock.now();
  const note = (event: PullRequestEvent) =>
    noteEvent({ queue, transaction }, owner, repository, fingerprints, event, now);
  // GitHub says when it was: what happened while nobody listened counts from then.
  await note({ kind: 'proposed', at: change.openedAt ?? now, number });
  const replaces = kind === 'merged' ? { replaces: plan.replaces } : {};
  if (kind !== 'proposed') await note({ kind, at: change.closedAt ?? now, number, ...replaces });
}
