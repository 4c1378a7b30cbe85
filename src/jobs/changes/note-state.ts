import type { Owner } from '../../model/owner.ts';
import type { PullRequestEvent } from '../../pipeline/follow-up/event.ts';
import type { ChangeState, StoredChange } from '../../store/changes.ts';
import { findingsByKey } from '../../store/findings.ts';
import type { Database } from '../../store/tables.ts';
import { noteEvent } from '../follow-up/note-event.ts';
import type { Services } from '../services.ts';
import { writeBackJob } from '../sources/kinds.ts';
import { planOf } from './plan.ts';

const KINDS: Readonly<Record<ChangeState, PullRequestEvent['kind'] | null>> = {
  planned: null,
  open: 'proposed',
  merged: 'merged',
  declined: 'declined',
  closed: 'withdrawn',
};

/** Tells the follow-up, and the sources that want to know, that a pull request has a new state. */
export async function noteState(
  { queue, clock, operator }: Services,
  transaction: Database,
  owner: Owner,
  change: StoredChange,
  url: string | null,
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
  const wantsToKnow = operator.owners
    .get(owner)
    ?.sources.some((source) => source.kind === 'security-hub' && source.writeBack);
  if (state !== 'open' || url === null || wantsToKnow !== true) return;
  const findings = (await findingsByKey(transaction, owner, plan.findings))
    .filter(({ finding }) => finding.source === 'security-hub')
    .map(({ finding }) => finding.id);
  const payload = { owner, findings, pullRequest: url };
  if (findings.length > 0) await queue.enqueue(writeBackJob, payload, { transaction });
}
