import type { Severity } from '../../../model/finding.ts';
import type { FollowUpState, Journey } from '../situation.ts';
import type { Duration } from './survival.ts';

/** A finding's way, with what it is counted by. */
export interface ClockedJourney extends Journey {
  readonly severity: Severity;
  readonly control: string | null;
  /** The resource's team tag. */
  readonly team: string | null;
  readonly repository: string | null;
}

/** The four clocks, and the whole time from found to verified. */
export type ClockName =
  | 'found-to-proposed'
  | 'proposed-to-merged'
  | 'merged-to-applied'
  | 'applied-to-verified'
  | 'found-to-verified';

type Stop = 'foundAt' | 'proposedAt' | 'mergedAt' | 'appliedAt' | 'verifiedAt';

export const CLOCKS: Readonly<Record<ClockName, readonly [Stop, Stop]>> = {
  'found-to-proposed': ['foundAt', 'proposedAt'],
  'proposed-to-merged': ['proposedAt', 'mergedAt'],
  'merged-to-applied': ['mergedAt', 'appliedAt'],
  'applied-to-verified': ['appliedAt', 'verifiedAt'],
  'found-to-verified': ['foundAt', 'verifiedAt'],
};

/** Where a way ends without a change of ours by a decision or by what we cannot do: counted apart. */
const APART: ReadonlySet<FollowUpState> = new Set([
  'declined',
  'refused',
  'not-located',
  'unmanaged',
] as const);

/** Whether a journey is counted apart instead of by the clocks. */
export function isApart({ state }: Journey): boolean {
  return APART.has(state);
}

/** What the clock says of a journey; null when it never started, or where it stopped is not known. */
export function durationOf(journey: Journey, clock: ClockName, now: Date): Duration | null {
  const [from, to] = CLOCKS[clock];
  const start = journey[from];
  if (start === null) return null;
  const end = journey[to];
  if (end !== null) return { length: between(start, end), ended: true };
  if (journey.verifiedAt !== null) return null;
  const until = journey.state === 'closed' ? journey.since : now;
  return { length: between(start, until), ended: false };
}

/** Whether a journey went past a clock without anybody telling when: verified, and the apply not known. */
export function isUnknown(journey: Journey, clock: ClockName): boolean {
  const [from, to] = CLOCKS[clock];
  return journey.verifiedAt !== null && (journey[from] === null || journey[to] === null);
}

/** Times come from several clocks; what would be negative is no time at all. */
function between(start: Date, end: Date): number {
  return Math.max(0, end.getTime() - start.getTime());
}
