import type { Closure, ComplianceStatus } from '../../model/finding.ts';

/** What a source says of one finding. */
export interface Evaluation {
  readonly kind: 'evaluation';
  /** When the source evaluated it, by the source's clock. */
  readonly at: Date;
  /** The finding's key. */
  readonly finding: string;
  readonly status: ComplianceStatus;
  readonly closure: Closure | null;
  /** When we learnt of it first and last: the same evaluation may be read again. */
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  /** When the source recorded the configuration that it evaluated; null where it does not tell. */
  readonly configuredAt: Date | null;
  /** A change is under way at the resource and put off until then; null when none is. */
  readonly pendingUntil: Date | null;
}

/** What our own steps made of it. */
export interface Examined {
  readonly kind: 'examined';
  readonly at: Date;
  /** `right`: the code is as it should be, so that only the cloud can be wrong. */
  readonly result: 'located' | 'not-located' | 'unmanaged' | 'refused' | 'right';
  /** When the code became as it is; null when unknown. Only for `right`. */
  readonly codeSince: Date | null;
}

/** What happened to a pull request of ours. `withdrawn`: we closed it ourselves. */
export interface PullRequestEvent {
  readonly kind: 'proposed' | 'merged' | 'declined' | 'withdrawn';
  readonly at: Date;
  readonly number: number;
  /** Whether merging replaces or removes the resource. Only for `merged`. */
  readonly replaces?: boolean;
}

/** Somebody or something applied the code, at this time or before it. */
export interface Applied {
  readonly kind: 'applied';
  readonly at: Date;
  /** How it is known. */
  readonly by: ApplyEvidence;
  /** Until when the cloud may put the change off (a maintenance window); null when it does not. */
  readonly pendingUntil: Date | null;
}

/**
 * `deployment`: GitHub says that a deployment with the merge in it succeeded. `configuration`: Config recorded
 * the configuration that passes after the merge. `pending`: the source sees a change that waits for a window.
 */
export type ApplyEvidence = 'deployment' | 'configuration' | 'pending';

/** The resource of a finding is no more; `remains`: what stands in its place, and whether that passes. */
export interface Gone {
  readonly kind: 'gone';
  readonly at: Date;
  readonly finding: string;
  readonly remains: 'nothing' | 'passing' | 'failing' | 'unknown';
}

/** Everything that can happen to a remediation. */
export type FollowUpEvent = Evaluation | Examined | PullRequestEvent | Applied | Gone;

/** What comes first when two things happened at the same time. */
const ORDER: Readonly<Record<FollowUpEvent['kind'], number>> = {
  evaluation: 0,
  examined: 1,
  proposed: 2,
  withdrawn: 3,
  declined: 4,
  merged: 5,
  applied: 6,
  gone: 7,
};

/** What makes an event the same event when it is delivered again. */
export function identityOf(event: FollowUpEvent): string {
  const { kind } = event;
  const at = event.at.toISOString();
  switch (kind) {
    case 'evaluation':
      return JSON.stringify([kind, at, event.finding, event.status, event.closure]);
    case 'examined':
      return JSON.stringify([kind, at, event.result]);
    case 'applied':
      return JSON.stringify([kind, at]);
    case 'gone':
      return JSON.stringify([kind, at, event.finding, event.remains]);
    default:
      return JSON.stringify([kind, event.number]);
  }
}

/** Each event once, by its own time, whatever the order and number of deliveries. */
export function inOrder(events: readonly FollowUpEvent[]): readonly FollowUpEvent[] {
  const known = new Map<string, FollowUpEvent>();
  for (const event of events) {
    const identity = identityOf(event);
    const other = known.get(identity);
    known.set(identity, other === undefined ? event : sameEvent(other, event));
  }
  return [...known]
    .sort(
      ([identity, a], [otherIdentity, b]) =>
        a.at.getTime() - b.at.getTime() ||
        ORDER[a.kind] - ORDER[b.kind] ||
        (identity < otherIdentity ? -1 : 1),
    )
    .map(([, event]) => event);
}

/** Two tellings of one event: the earliest says when, an evaluation keeps when it was seen first and last. */
function sameEvent(one: FollowUpEvent, other: FollowUpEvent): FollowUpEvent {
  const [first, second] = firstOf(one, other);
  if (first.kind !== 'evaluation' || second.kind !== 'evaluation') return first;
  const firstSeen = Math.min(first.firstSeen.getTime(), second.firstSeen.getTime());
  const lastSeen = Math.max(first.lastSeen.getTime(), second.lastSeen.getTime());
  return { ...first, firstSeen: new Date(firstSeen), lastSeen: new Date(lastSeen) };
}

function firstOf(
  one: FollowUpEvent,
  other: FollowUpEvent,
): readonly [FollowUpEvent, FollowUpEvent] {
  const byTime = one.at.getTime() - other.at.getTime();
  // Details that differ at the same time are settled by their text, so that the order of delivery never counts.
  const swap = byTime > 0 || (byTime === 0 && JSON.stringify(one) > JSON.stringify(other));
  return swap ? [other, one] : [one, other];
}
