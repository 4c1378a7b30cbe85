import type { Clock } from '../../foundation/clock.ts';
import type { Finding } from '../../model/finding.ts';
import type { Owner } from '../../model/owner.ts';
import type { Patience } from '../../pipeline/follow-up/decide.ts';
import { type FollowUpEvent, identityOf } from '../../pipeline/follow-up/event.ts';
import { type FollowUp, follow, type Transition } from '../../pipeline/follow-up/follow.ts';
import { redundantEvaluations } from '../../pipeline/follow-up/redundant.ts';
import type { Journey } from '../../pipeline/follow-up/situation.ts';
import { appendEvents, type NewEvent } from '../../store/events.ts';
import { findingsByKey } from '../../store/findings.ts';
import { followUpEvents, forgetFollowUpEvents } from '../../store/follow-up-events.ts';
import {
  type Conclusion,
  concludeFollowUps,
  findingsOfFollowUps,
  type StoredFollowUp,
  takeChangedFollowUps,
} from '../../store/follow-ups.ts';
import { type StoredJourney, saveJourneys } from '../../store/journeys.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import { remediationName } from '../../store/remediation-key.ts';
import { type NewRemediation, remediationsOf, saveRemediations } from '../../store/remediations.ts';
import type { Database } from '../../store/tables.ts';
import { speak } from './speak.ts';
import { fromStored } from './stored-event.ts';
import { teamOf } from './team.ts';

/** What following up needs. */
export interface FollowUpContext {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly patience: Patience;
}

const HOUR = 3_600_000;

/** Security Hub evaluates a control within 24 hours at the latest; two hours are for its delivery. */
export const ORDINARY_PATIENCE: Patience = { evaluation: 26 * HOUR };

/** The most remediations of one transaction. */
const AT_ONCE = 200;

/** Looks at every remediation of an owner to which something happened. Gives their number. */
export async function followUpOwner(
  context: FollowUpContext,
  owner: Owner,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0;
  for (let some = AT_ONCE; some === AT_ONCE && !signal?.aborted; count += some)
    some = await followSome(context, owner);
  return count;
}

/** A remediation as it was stored, and what is concluded of it now. */
interface Followed {
  readonly stored: StoredFollowUp;
  readonly answer: FollowUp;
  readonly redundant: readonly FollowUpEvent[];
}

/** Some remediations in one transaction: their states, their ways, and the wishes to say what is to be said. */
async function followSome(context: FollowUpContext, owner: Owner): Promise<number> {
  return context.db.transaction().execute(async (transaction) => {
    const taken = await takeChangedFollowUps(transaction, owner, AT_ONCE);
    if (taken.length === 0) return 0;
    const events = Map.groupBy(await followUpEvents(transaction, owner, taken), remediationName);
    const now = context.clock.now();
    const followed = taken.map((stored): Followed => {
      const own = (events.get(remediationName(stored)) ?? []).flatMap(fromStored);
      const answer = follow(own, now, context.patience);
      const redundant = redundantEvaluations(own, answer, now, context.patience);
      return { stored, answer, redundant };
    });
    await saveTransitions(transaction, owner, followed);
    const forgotten = followed.flatMap(({ stored: { repository, fingerprint }, redundant }) =>
      redundant.map((event) => ({ repository, fingerprint, identity: identityOf(event) })),
    );
    await forgetFollowUpEvents(transaction, owner, forgotten);
    const keys = (await findingsOfFollowUps(transaction, owner, taken)).map((each) => each.finding);
    const known = await findingsByKey(transaction, owner, keys);
    const findings = new Map(known.map(({ key, finding }) => [key, finding]));
    const journeys = followed.flatMap(({ stored: { repository, fingerprint }, answer }) =>
      answer.journeys.map((each) => ({ repository, fingerprint, ...clocked(each, findings) })),
    );
    await saveJourneys(transaction, owner, taken, journeys);
    const conclusions: Conclusion[] = [];
    for (const { stored, answer } of followed) {
      const done = new Set(stored.done);
      const toDo = answer.actions.filter(({ key }) => !done.has(key));
      await speak({ db: transaction, queue: context.queue }, owner, stored, toDo, findings);
      conclusions.push({
        repository: stored.repository,
        fingerprint: stored.fingerprint,
        transitions: answer.transitions.map(rowOf),
        done: [...done, ...toDo.map(({ key }) => key)],
        recheckAt: answer.recheckAt,
      });
    }
    await concludeFollowUps(transaction, owner, conclusions);
    return taken.length;
  });
}

/** Each transition that was not known is an event with its own time; the last is the state. */
async function saveTransitions(
  db: Database,
  owner: Owner,
  followed: readonly Followed[],
): Promise<void> {
  const taken = followed.map(({ stored }) => stored);
  const before = new Map(
    (await remediationsOf(db, owner, taken)).map((each) => [remediationName(each), each]),
  );
  const events: NewEvent[] = [];
  const remediations: NewRemediation[] = [];
  for (const { stored, answer } of followed) {
    const { repository, fingerprint, template, address, transitions } = stored;
    const known = new Set(Array.isArray(transitions) ? transitions.map(String) : []);
    const fresh = answer.transitions.filter((each) => !known.has(rowOf(each)));
    const last = fresh.at(-1);
    if (last === undefined) continue;
    const remediation = before.get(remediationName(stored));
    // The state that is stored with the remediation makes its event itself, unless it was that before.
    const told = remediation?.state === last.state ? fresh : fresh.slice(0, -1);
    for (const { from, state, at, by } of told) {
      const data = { from, ...evidence(state, by) };
      events.push({ at, kind: `remediation.${state}`, repository, fingerprint, data });
    }
    remediations.push({
      repository,
      fingerprint,
      template,
      address,
      state: last.state,
      at: last.at,
      data: remediation?.data ?? null,
      details: evidence(last.state, last.by),
    });
  }
  await appendEvents(db, owner, events);
  await saveRemediations(db, owner, remediations);
}

/** An apply says how it is known; null: only by the pass. */
function evidence(state: Transition['state'], by: Transition['by']): object {
  return state === 'applied' ? { by } : {};
}

/** A transition as the store keeps it, to know it again. */
function rowOf({ from, state, at }: Transition): string {
  return `${from ?? ''} → ${state} ${at.toISOString()}`;
}

function clocked(journey: Journey, findings: ReadonlyMap<string, Finding>): StoredJourney {
  const finding = findings.get(journey.finding);
  return {
    ...journey,
    severity: finding?.severity ?? 'MEDIUM',
    control: finding?.control ?? null,
    team: finding === undefined ? null : teamOf(finding.resource.tags),
  };
}
