import type { Owner } from '../../model/owner.ts';
import type { Applied, Gone, PullRequestEvent } from '../../pipeline/follow-up/event.ts';
import { addFollowUpEvents } from '../../store/follow-up-events.ts';
import { followRemediations } from '../../store/follow-ups.ts';
import { followUp } from './kinds.ts';
import type { Noting } from './note-evaluations.ts';
import { toStored } from './stored-event.ts';

/**
 * Tells the remediations with these fingerprints what happened to their pull request or their
 * resources. The same event again changes nothing. Call it in a transaction.
 */
export async function noteEvent(
  { queue, transaction }: Noting,
  owner: Owner,
  repository: string,
  fingerprints: readonly string[],
  event: PullRequestEvent | Applied | Gone,
  now: Date,
): Promise<void> {
  const unknown = { template: '', address: '', findings: [] };
  const remediations = fingerprints.map((fingerprint) => ({ repository, fingerprint }));
  const followed = remediations.map((each) => ({ ...each, ...unknown }));
  const events = remediations.map((each) => ({ ...each, ...toStored(event, now) }));
  await followRemediations(transaction, owner, followed);
  await addFollowUpEvents(transaction, owner, events);
  if (fingerprints.length > 0) await queue.enqueue(followUp, { owner }, { transaction });
}
