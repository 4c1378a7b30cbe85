import type { Clock } from '../../foundation/clock.ts';
import type { Finding } from '../../model/finding.ts';
import type { Owner } from '../../model/owner.ts';
import type { Patience } from '../../pipeline/follow-up/decide.ts';
import { type FollowUp, follow, type Transition } from '../../pipeline/follow-up/follow.ts';
import type { Journey } from '../../pipeline/follow-up/situation.ts';
import { appendEvents } from '../../store/events.ts';
import { findingsByKey } from '../../store/findings.ts';
import {
  concludeFollowUp,
  findingsOfFollowUp,
  followUpEvents,
  type StoredFollowUp,
  takeChangedFollowUp,
} from '../../store/follow-ups.ts';
import { type StoredJourney, saveJourneys } from '../../store/journeys.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import { remediationsOf, saveRemediation } from '../../store/remediations.ts';
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

/** Looks at every remediation of an owner to which something happened. Gives their number. */
export async function followUpOwner(
  context: FollowUpContext,
  owner: Owner,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0;
  while (!signal?.aborted && (await followOne(context, owner))) count++;
  return count;
}

/** One remediation in one transaction: its state, its way, and the wish to say what is to be said. */
async function followOne(context: FollowUpContext, owner: Owner): Promise<boolean> {
  return context.db.transaction().execute(async (transaction) => {
    const taken = await takeChangedFollowUp(transaction, owner);
    if (taken === null) return false;
    const events = (await followUpEvents(transaction, owner, taken)).flatMap(fromStored);
    const now = context.clock.now();
    const answer = follow(events, now, context.patience);
    const keys = await findingsOfFollowUp(transaction, owner, taken);
    const stored = await findingsByKey(transaction, owner, keys);
    const findings = new Map(stored.map(({ key, finding }) => [key, finding]));
    await saveTransitions(transaction, owner, taken, answer);
    const journeys = answer.journeys.map((journey) => clocked(journey, findings));
    await saveJourneys(transaction, owner, taken, journeys);
    const done = new Set(taken.done);
    const toDo = answer.actions.filter(({ key }) => !done.has(key));
    const speaking = { db: transaction, queue: context.queue };
    await speak(speaking, owner, taken, toDo, findings);
    const concluded = {
      ...taken,
      transitions: answer.transitions.map(rowOf),
      done: [...done, ...toDo.map(({ key }) => key)],
    };
    await concludeFollowUp(transaction, owner, concluded, answer.recheckAt);
    return true;
  });
}

/** Each transition that was not known is an event with its own time; the last is the state. */
async function saveTransitions(
  db: Database,
  owner: Owner,
  { repository, fingerprint, template, address, transitions }: StoredFollowUp,
  answer: FollowUp,
): Promise<void> {
  const known = new Set(Array.isArray(transitions) ? transitions.map(String) : []);
  const [remediation] = await remediationsOf(db, owner, repository, [fingerprint]);
  const fresh = answer.transitions.filter((each) => !known.has(rowOf(each)));
  const last = fresh.at(-1);
  if (last === undefined) return;
  const before = fresh.slice(0, -1);
  await appendEvents(
    db,
    owner,
    [...before, ...(remediation?.state === last.state ? [last] : [])].map(
      ({ from, state, at, by }) => ({
        at,
        kind: `remediation.${state}`,
        repository,
        fingerprint,
        data: { from, ...evidence(state, by) },
      }),
    ),
  );
  const data = remediation?.data ?? null;
  const about = { repository, fingerprint, template, address, data };
  const details = evidence(last.state, last.by);
  await saveRemediation(db, owner, { ...about, state: last.state }, last.at, details);
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
