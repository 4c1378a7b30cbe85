import type { Clock } from '../../foundation/clock.ts';
import type { Finding } from '../../model/finding.ts';
import type { Owner } from '../../model/owner.ts';
import type { Action } from '../../pipeline/follow-up/actions.ts';
import type { Patience } from '../../pipeline/follow-up/decide.ts';
import { type FollowUp, follow, type Transition } from '../../pipeline/follow-up/follow.ts';
import type { Journey } from '../../pipeline/follow-up/situation.ts';
import { wordsOf } from '../../pipeline/follow-up/words.ts';
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
import { sayFollowUp } from './kinds.ts';
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
    await say({ ...context, db: transaction }, owner, taken, toDo, findings);
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
      ({ from, state, at }) => ({
        at,
        kind: `remediation.${state}`,
        repository,
        fingerprint,
        data: { from },
      }),
    ),
  );
  const data = remediation?.data ?? null;
  const about = { repository, fingerprint, template, address, data };
  await saveRemediation(db, owner, { ...about, state: last.state }, last.at);
}

/** A transition as the store keeps it, to know it again. */
function rowOf({ from, state, at }: Transition): string {
  return `${from ?? ''} → ${state} ${at.toISOString()}`;
}

async function say(
  { db, queue }: FollowUpContext,
  owner: Owner,
  { repository, address }: StoredFollowUp,
  actions: readonly Action[],
  known: ReadonlyMap<string, Finding>,
): Promise<void> {
  if (repository === '') return;
  for (const action of actions) {
    const keys = 'findings' in action ? action.findings : [action.finding];
    const words = wordsOf(action, {
      findings: keys.flatMap((key) => known.get(key) ?? []),
      address: address || null,
      wanted: null,
      codeChange: null,
    });
    const payload = { owner, repository, words };
    await queue.enqueue(sayFollowUp, payload, { key: action.key, transaction: db });
  }
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
