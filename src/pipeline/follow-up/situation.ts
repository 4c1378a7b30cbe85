import type { Closure, ComplianceStatus } from '../../model/finding.ts';
import type { ApplyEvidence } from './event.ts';

/**
 * Where a remediation stands. See docs/follow-up.md. `closed`: the source has put every finding away, or
 * it passes, without a merged change of ours: nothing is left to do, and nothing counts as fixed.
 */
export type FollowUpState =
  | 'found'
  | 'located'
  | 'not-located'
  | 'unmanaged'
  | 'refused'
  | 'proposed'
  | 'declined'
  | 'merged'
  | 'applied'
  | 'verified'
  | 'recurred'
  | 'drifted'
  | 'closed';

/** One finding, as the source told of it last. */
export interface FindingSituation {
  readonly foundAt: Date;
  readonly status: ComplianceStatus;
  readonly closure: Closure | null;
  readonly evaluatedAt: Date;
  readonly lastSeen: Date;
  /** When it was seen to pass after the merge; null while it was not. */
  readonly verifiedAt: Date | null;
}

/** One finding's way from found to verified, once. After a recurrence another begins. */
export interface Journey {
  readonly finding: string;
  readonly foundAt: Date;
  readonly proposedAt: Date | null;
  readonly mergedAt: Date | null;
  readonly appliedAt: Date | null;
  readonly verifiedAt: Date | null;
  /** Where it stands or ended. */
  readonly state: FollowUpState;
  /** Since when. */
  readonly since: Date;
  /** Whether it had been verified before. */
  readonly again: boolean;
}

/** All that is remembered of a remediation. */
export interface Situation {
  /** How far our own work is, whatever the source put away; null before the first failure. */
  readonly track: Exclude<FollowUpState, 'closed'> | null;
  /** How it stands: the track, or `closed`. */
  readonly state: FollowUpState | null;
  readonly since: Date;
  readonly findings: ReadonlyMap<string, FindingSituation>;
  readonly pullRequest: number | null;
  readonly proposedAt: Date | null;
  readonly mergedAt: Date | null;
  /** Whether the merged change replaces or removes the resource. */
  readonly replaces: boolean;
  /** Null while nothing tells of an apply, also where a pass proves that there was one. */
  readonly appliedAt: Date | null;
  readonly appliedBy: ApplyEvidence | null;
  readonly pendingUntil: Date | null;
  /** The last apply that is known of, in this round or before. */
  readonly lastApply: Date | null;
  /** The code is right since then; null while it is not, or not known to be. */
  readonly rightSince: Date | null;
  /** Pull requests that were merged and verified before it failed again. */
  readonly earlier: readonly number[];
  readonly finished: readonly Journey[];
}

export const beginning: Situation = {
  track: null,
  state: null,
  since: new Date(0),
  findings: new Map(),
  pullRequest: null,
  proposedAt: null,
  mergedAt: null,
  replaces: false,
  appliedAt: null,
  appliedBy: null,
  pendingUntil: null,
  lastApply: null,
  rightSince: null,
  earlier: [],
  finished: [],
};

/** Whether the source says that it fails, and has not put it away. */
export function isFailing({ status, closure }: FindingSituation): boolean {
  return status === 'failed' && closure === null;
}

/** Whether the source says that it passes. Security Hub resolves what passes; what is archived says nothing. */
export function isPassing({ status, closure }: FindingSituation): boolean {
  return status === 'passed' && (closure === null || closure === 'resolved');
}

/** Whether the source has put it away without a word on the resource. */
export function isPutAway({ status, closure }: FindingSituation): boolean {
  return closure !== null && !(closure === 'resolved' && status === 'passed');
}

/** Every finding's way in this round. */
export function journeysOf(situation: Situation): readonly Journey[] {
  const { proposedAt, mergedAt, state, since, earlier: before } = situation;
  if (state === null) return [];
  return [...situation.findings].map(([finding, { foundAt, verifiedAt }]) => ({
    finding,
    foundAt,
    proposedAt,
    mergedAt,
    // Two sources' clocks: an apply that is told of late was before what it brought about.
    appliedAt: earlier(situation.appliedAt, verifiedAt),
    verifiedAt,
    state: verifiedAt === null ? state : 'verified',
    since: verifiedAt ?? since,
    again: before.length > 0,
  }));
}

/** The earlier of two times of which the second limits the first. */
function earlier(time: Date | null, limit: Date | null): Date | null {
  return time !== null && limit !== null && limit < time ? limit : time;
}
