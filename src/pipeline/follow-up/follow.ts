import { type Action, actionAfter, type DueAction, dueNow } from './actions.ts';
import { decide, type Patience } from './decide.ts';
import { type ApplyEvidence, type FollowUpEvent, inOrder } from './event.ts';
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
  /** For `applied`: how it is known; null when only the pass proves it. */
  readonly by: ApplyEvidence | null;
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
    actions.push(...actionAfter(before, situation, event));
    transitions.push(...stepsOf(before, situation));
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

function stepsOf(
  before: Situation,
  { state, since, appliedAt, appliedBy }: Situation,
): Transition[] {
  const from = before.state;
  if (state === null || state === from) return [];
  const step = { from, state, at: since, by: state === 'applied' ? appliedBy : null };
  if (before.track !== 'merged' || state !== 'verified') return [step];
  // Nobody told of the apply before, but without one it would not pass.
  const apply = { from, state: 'applied' as const, at: appliedAt ?? since, by: appliedBy };
  return [apply, { ...step, from: 'applied' }];
}
