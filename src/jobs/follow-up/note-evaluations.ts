import type { Owner } from '../../model/owner.ts';
import type { Evaluation } from '../../pipeline/follow-up/event.ts';
import { addFollowUpEvents } from '../../store/follow-up-events.ts';
import { followedFindings } from '../../store/follow-ups.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import type { Database } from '../../store/tables.ts';
import type { NewEvaluation } from './evaluation-of.ts';
import { followUp } from './kinds.ts';
import { toStored } from './stored-event.ts';

/** A transaction of the store, and the queue that takes part in it. */
export interface Noting {
  readonly queue: JobQueue;
  readonly transaction: Database;
}

/**
 * Tells remediations under way what a source says of their findings. Call it before the evaluations
 * are saved: one that says nothing new matters only where something is awaited.
 */
export async function noteEvaluations(
  { queue, transaction }: Noting,
  owner: Owner,
  evaluations: readonly NewEvaluation[],
  now: Date,
): Promise<void> {
  const byKey = new Map(evaluations.map((each) => [each.key, each]));
  const followed = await followedFindings(transaction, owner, [...byKey.keys()]);
  const events = followed.flatMap(({ finding, status, closure, isAwaited, ...remediation }) => {
    const told = byKey.get(finding);
    if (told === undefined) return [];
    if (!isAwaited && told.status === status && told.closure === closure) return [];
    return [{ ...remediation, ...toStored(evaluationEvent(told, now), now) }];
  });
  await addFollowUpEvents(transaction, owner, events);
  if (events.length > 0) await queue.enqueue(followUp, { owner }, { transaction });
}

/** The evaluation as an event of a remediation. */
export function evaluationEvent(told: NewEvaluation, now: Date): Evaluation {
  return {
    kind: 'evaluation',
    at: told.evaluatedAt,
    finding: told.key,
    status: told.status,
    closure: told.closure,
    firstSeen: now,
    lastSeen: now,
    configuredAt: told.configuredAt,
    pendingUntil: told.pendingUntil,
  };
}
