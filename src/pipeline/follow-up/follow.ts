import { type Action, actionAfter, type DueAction, dueNow } from './actions.ts';
import { decide, type Patience } from './decide.ts';
import { type FollowUpEvent, inOrder } from './event.ts';
import {
  beginning,
  type FollowUpState,
  type Journey,
  journeysOf,
  type Situation,
} from './situation.ts';

/** One step of a remediation from state to state. */
export interface Transition {
  readonly from: FollowUpState | null;
  readonly state: FollowUpState;
  readonly at: Date;
}

/** Where a remediation stands, how it came there, and what is to be done. */
export interface FollowUp {
  readonly situation: Situation;
  readonly transitions: readonly Transition[];
  /** Every finding's way, also those of rounds that are over. */
  readonly journeys: readonly Journey[];
  /** Everything that is to be done once, in order; the key says whether it was done already. */
  readonly actions: readonly Action[];
  /** When the source is to be asked again; null when nothing is awaited. */
  readonly recheckAt: Date | null;
}

/**
 * Follows a remediation through everything that is known to have happened. The same events in another
 * order, or some of them twice, give the same answer.
 */
export function follow(events: readonly FollowUpEvent[], now: Date, patience: Patience): FollowUp {
  let situation = beginning;
  const transitions: Transition[] = [];
  const actions: Action[] = [];
  for (const event of inOrder(events)) {
    const before = situation;
    situation = decide(before, event, patience);
    const { state, since } = situation;
    if (state === null || state === before.state) continue;
    // Nobody told of the apply, but without one it would not pass.
    if (before.track === 'merged' && state === 'verified')
      transitions.push({ from: before.state, state: 'applied', at: since });
    transitions.push({ from: transitions.at(-1)?.state ?? null, state, at: since });
    actions.push(...actionAfter(before, situation));
  }
  const due: DueAction = dueNow(situation, now, patience);
  return {
    situation,
    transitions,
    journeys: [...situation.finished, ...journeysOf(situation)],
    actions: [...actions, ...due.actions],
    recheckAt: due.recheckAt,
  };
}
