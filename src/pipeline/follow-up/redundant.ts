import { isDeepStrictEqual } from 'node:util';
import type { Patience } from './decide.ts';
import { type Evaluation, type FollowUpEvent, inOrder } from './event.ts';
import { type FollowUp, follow } from './follow.ts';

/** Nothing is told of later than that, in milliseconds. */
const SETTLED = 30 * 86_400_000;

/**
 * Evaluations that need not be kept: older than a month, between others that say the same of the
 * finding. A source that evaluates every day would else fill the store while something is awaited.
 * None where the situation or the way to it, with all its times, would be another without them.
 */
export function redundantEvaluations(
  events: readonly FollowUpEvent[],
  answer: FollowUp,
  now: Date,
  patience: Patience,
): readonly Evaluation[] {
  const all = inOrder(events);
  const evaluations = all.filter((event) => event.kind === 'evaluation');
  const times = new Set(answer.transitions.map(({ at }) => at.getTime()));
  const redundant = [...Map.groupBy(evaluations, ({ finding }) => finding).values()].flatMap(
    (ofFinding) =>
      ofFinding.filter((each, index) => {
        const isOld = now.getTime() - each.at.getTime() > SETTLED;
        const [before, after] = [ofFinding[index - 1], ofFinding[index + 1]];
        return isOld && !times.has(each.at.getTime()) && same(before, each) && same(each, after);
      }),
  );
  if (redundant.length === 0) return [];
  const left = new Set<FollowUpEvent>(redundant);
  const without = follow(
    all.filter((each) => !left.has(each)),
    now,
    patience,
  );
  return isDeepStrictEqual(without, answer) ? redundant : [];
}

/** Whether two evaluations of a finding say the same, at other times. */
function same(one: Evaluation | undefined, other: Evaluation | undefined): boolean {
  return isDeepStrictEqual(said(one), said(other));
}

function said(evaluation: Evaluation | undefined) {
  if (evaluation === undefined) return null;
  const { status, closure, configuredAt, pendingUntil } = evaluation;
  return { status, closure, configuredAt, pendingUntil };
}
