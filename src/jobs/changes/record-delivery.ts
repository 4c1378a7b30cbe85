import { type Delivered, sameWords } from '../../github/deliver-change.ts';
import type { Owner } from '../../model/owner.ts';
import type { ExistingPullRequest } from '../../model/pull-request.ts';
import { type ChangeState, changesOf, type StoredChange, saveChange } from '../../store/changes.ts';
import { appendEvents } from '../../store/events.ts';
import type { Database } from '../../store/tables.ts';
import { reconcileRepository, repositoryKey } from '../kinds.ts';
import type { Services } from '../services.ts';
import { noteState } from './note-state.ts';
import { type Plan, planOf } from './plan.ts';
import { tellSources } from './tell-sources.ts';

/**
 * Writes down why a change waits; null: that GitHub is about to be asked for it, and in which words, so that
 * they are known as ours even when its answer never comes.
 */
export async function recordReason(
  { db, clock }: Services,
  owner: Owner,
  change: StoredChange,
  reason: string | null,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const now = await changeNow(transaction, owner, change);
    if (now === null) return;
    const plan = planOf(now);
    const previous = plan.previous ?? writtenBy(change);
    const data: Plan =
      reason === null ? { ...plan, attempted: true, previous } : { ...plan, reason };
    await saveChange(transaction, owner, { ...now, data }, clock.now());
  });
}

/** Writes down what became of a delivery. A new state of the pull request is an event. */
export async function recordDelivery(
  services: Services,
  owner: Owner,
  change: StoredChange,
  { action, reason, pullRequest, degraded }: Delivered,
  existing: ExistingPullRequest | null,
): Promise<void> {
  const { db, queue, clock, log } = services;
  const { repository } = change;
  const at = clock.now();
  await db.transaction().execute(async (transaction) => {
    const now = await changeNow(transaction, owner, change);
    if (now === null) return;
    const plan = planOf(now);
    const state = stateAfter(now, plan, pullRequest?.state ?? null, action, existing);
    const said = [reason, ...degraded].join(' ');
    const number = pullRequest?.number ?? now.number;
    const url = state === 'open' ? (pullRequest?.url ?? null) : null;
    const told = new Set(number === now.number ? plan.told : []);
    const untold = url === null ? [] : plan.findings.filter((key) => !told.has(key));
    const wrote = pullRequest !== null && ['open', 'update', 'rebuild'].includes(action);
    const data: Plan = {
      ...plan,
      reason: said,
      previous: wrote ? writtenBy(change) : seenAgain(plan, change, pullRequest),
      mergeCommit: pullRequest?.mergeCommit ?? plan.mergeCommit,
      told: [...told, ...untold],
    };
    const isOver = state === 'merged' || state === 'declined' || state === 'closed';
    const after: StoredChange = {
      ...now,
      state,
      data,
      number,
      head: pullRequest?.head ?? now.head,
      openedAt: now.openedAt ?? (pullRequest === null ? null : past(pullRequest.openedAt, at)),
      closedAt: isOver ? (now.closedAt ?? past(pullRequest?.closedAt ?? at, at)) : null,
      closedBy: state === 'declined' ? (existing?.closedBy ?? null) : null,
    };
    await saveChange(transaction, owner, after, at);
    if (url !== null) await tellSources(services, transaction, owner, untold, url);
    log.info(
      { owner, repository, change: now.id, action, number, state, reason: said },
      'delivered',
    );
    if (state === now.state && number === now.number) return;
    const event = { at, kind: `change.${state}`, repository, change: now.id };
    await appendEvents(transaction, owner, [{ ...event, data: { number, reason: said } }]);
    await noteState(services, transaction, owner, after);
    if (!isOver) return;
    // There may be room for one that waits.
    const payload = { owner, repository };
    const key = repositoryKey(payload);
    await queue.enqueue(reconcileRepository, payload, { key, transaction });
  });
}

/** What the pull request says and proposes once a delivery has written it. */
function writtenBy(change: StoredChange): NonNullable<Plan['previous']> {
  const { text, edits } = planOf(change);
  return { title: text.title, body: text.body, edits };
}

/** What we wrote last: an attempt before this one may have written the words, and had no answer. */
function seenAgain(
  { previous }: Plan,
  change: StoredChange,
  pullRequest: Delivered['pullRequest'],
): Plan['previous'] {
  const written = writtenBy(change);
  if (pullRequest === null || !sameWords(pullRequest, written)) return previous;
  return { ...written, edits: previous?.edits ?? written.edits };
}

/** The change as it is stored now: another run may have planned it anew. */
export async function changeNow(
  db: Database,
  owner: Owner,
  { repository, id }: StoredChange,
): Promise<StoredChange | null> {
  return (await changesOf(db, owner, repository, { id }))[0] ?? null;
}

function stateAfter(
  change: StoredChange,
  plan: Plan,
  pullRequest: 'open' | 'merged' | 'closed' | null,
  action: Delivered['action'],
  existing: ExistingPullRequest | null,
): ChangeState {
  if (pullRequest === null) {
    const isSettled = plan.finding === 'resolved' || plan.finding === 'excepted';
    return action === 'leave' && isSettled ? 'closed' : change.state;
  }
  if (pullRequest !== 'closed') return pullRequest;
  const byUs = action === 'close' || existing?.closedByApp === true;
  return byUs ? 'closed' : 'declined';
}

/** A time of GitHub's; its clock may be ahead of ours. */
export function past(time: Date, now: Date): Date {
  return time > now ? now : time;
}
