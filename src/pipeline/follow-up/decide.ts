import type {
  Applied,
  Evaluation,
  Examined,
  FollowUpEvent,
  Gone,
  PullRequestEvent,
} from './event.ts';
import {
  type FindingSituation,
  isFailing,
  isPassing,
  isPutAway,
  journeysOf,
  type Situation,
} from './situation.ts';

/** How long to wait for the source before its word counts against a change or against the cloud. */
export interface Patience {
  /** Longer than the longest period of a control's own evaluation (a day), in milliseconds. */
  readonly evaluation: number;
}

/**
 * The one decision: what a remediation's situation is after one more event. Events come by their own
 * time (`inOrder`). What does not fit the situation changes nothing.
 */
export function decide(before: Situation, event: FollowUpEvent, patience: Patience): Situation {
  const after = settle(step(before, event, patience), event);
  const state = shown(after);
  return { ...after, state, since: state === before.state ? before.since : timeOf(before, event) };
}

function step(before: Situation, event: FollowUpEvent, patience: Patience): Situation {
  switch (event.kind) {
    case 'evaluation':
      return evaluated(before, event);
    case 'examined':
      return examined(before, event, patience);
    case 'applied':
      return applied(before, event);
    case 'gone':
      return gone(before, event);
    default:
      return pulled(before, event);
  }
}

function evaluated(before: Situation, event: Evaluation): Situation {
  const known = before.findings.get(event.finding);
  const { status, closure, at: evaluatedAt, lastSeen } = event;
  const told: FindingSituation = {
    foundAt: known?.foundAt ?? event.firstSeen,
    status,
    closure,
    evaluatedAt,
    lastSeen,
    verifiedAt: known?.verifiedAt ?? null,
  };
  // A finding that never failed is no part of the remediation.
  if (known === undefined && !isFailing(told)) return before;
  if (before.track === 'verified' && isFailing(told)) return recurred(before, event, told);
  const isFirst = before.track === null;
  const after: Situation = {
    ...before,
    track: isFirst ? 'found' : before.track,
    findings: new Map(before.findings).set(event.finding, told),
  };
  const apply = applySeen(before, event, told);
  return apply === null ? after : applied(after, apply);
}

/** What an evaluation after the merge tells of an apply; null when nothing. */
function applySeen(
  { mergedAt, appliedAt }: Situation,
  { at, configuredAt, pendingUntil }: Evaluation,
  told: FindingSituation,
): Applied | null {
  if (mergedAt === null || at <= mergedAt) return null;
  if (pendingUntil !== null && pendingUntil > at && isFailing(told))
    return { kind: 'applied', at: appliedAt ?? at, by: 'pending', pendingUntil };
  const isNew = configuredAt !== null && configuredAt > mergedAt && configuredAt <= at;
  if (appliedAt !== null || !isNew || !isPassing(told)) return null;
  return { kind: 'applied', at: configuredAt, by: 'configuration', pendingUntil: null };
}

/** A new round: the old one is finished, its pull request is remembered. */
function recurred(before: Situation, event: Evaluation, told: FindingSituation): Situation {
  return {
    ...before,
    track: 'recurred',
    findings: new Map([[event.finding, { ...told, foundAt: event.at, verifiedAt: null }]]),
    pullRequest: null,
    proposedAt: null,
    mergedAt: null,
    replaces: false,
    appliedAt: null,
    appliedBy: null,
    pendingUntil: null,
    rightSince: null,
    earlier: before.pullRequest === null ? before.earlier : [...before.earlier, before.pullRequest],
    finished: [...before.finished, ...journeysOf(before)],
  };
}

/** Where no change of ours is under way: what we make of the code counts. */
const UNDECIDED: ReadonlySet<Situation['track']> = new Set([
  'found',
  'located',
  'not-located',
  'unmanaged',
  'refused',
  'recurred',
  'drifted',
] as const);

function examined(before: Situation, event: Examined, { evaluation }: Patience): Situation {
  if (!UNDECIDED.has(before.track)) return before;
  if (event.result !== 'right') return { ...before, track: event.result, rightSince: null };
  // Since when an evaluation of the right code would have had to pass.
  const codeSince = (event.codeSince ?? event.at).getTime() + evaluation;
  return { ...before, rightSince: before.rightSince ?? new Date(codeSince) };
}

function pulled(before: Situation, event: PullRequestEvent): Situation {
  const { track, pullRequest } = before;
  const { kind, number, at } = event;
  const isOurs = pullRequest === number;
  const isOpen = isOurs && track === 'proposed';
  switch (kind) {
    case 'proposed':
      // Also after a merge: the first change was not enough.
      return track === null || track === 'verified' || isOurs
        ? before
        : {
            ...before,
            track: 'proposed',
            pullRequest: number,
            proposedAt: before.proposedAt ?? at,
            mergedAt: null,
            appliedAt: null,
            appliedBy: null,
            pendingUntil: null,
          };
    case 'withdrawn':
      return isOpen ? { ...before, track: 'located' } : before;
    case 'declined':
      return isOpen ? { ...before, track: 'declined' } : before;
    case 'merged': {
      const mayMerge = track === 'proposed' || track === 'declined' || UNDECIDED.has(track);
      if (!mayMerge || !(isOurs || pullRequest === null)) return before;
      const replaces = event.replaces ?? false;
      return { ...before, track: 'merged', pullRequest: number, mergedAt: at, replaces };
    }
  }
}

/** The first apply after the merge counts: a later one brings other changes. */
function applied(before: Situation, { at, by, pendingUntil }: Applied): Situation {
  const { lastApply } = before;
  const after = { ...before, lastApply: lastApply !== null && lastApply > at ? lastApply : at };
  if (before.track !== 'merged' && before.track !== 'applied') return after;
  const isFirst = before.appliedAt === null;
  return {
    ...after,
    track: 'applied',
    appliedAt: isFirst ? at : before.appliedAt,
    appliedBy: isFirst ? by : before.appliedBy,
    pendingUntil,
  };
}

/** Fixed by the change itself: it replaced or removed the resource, and what remains passes. */
function gone(before: Situation, event: Gone): Situation {
  const known = before.findings.get(event.finding);
  const isAwaited = before.track === 'merged' || before.track === 'applied';
  const isFixed = event.remains === 'nothing' || event.remains === 'passing';
  if (known === undefined || !isAwaited || !before.replaces || !isFixed) return before;
  const verified: FindingSituation = {
    ...known,
    // What was said of a resource that is no more says nothing now.
    status: 'not-available',
    closure: 'archived',
    verifiedAt: known.verifiedAt ?? event.at,
  };
  return { ...before, findings: new Map(before.findings).set(event.finding, verified) };
}

/** What follows from all findings together. */
function settle(situation: Situation, event: FollowUpEvent): Situation {
  switch (situation.track) {
    case 'merged':
    case 'applied':
      return verify(situation);
    case 'recurred':
    case 'drifted':
    case 'found':
    case 'located':
      return settleDrift(situation, event);
    default:
      return situation;
  }
}

function verify(situation: Situation): Situation {
  const { mergedAt } = situation;
  const findings = [...situation.findings].map(([key, finding]): [string, FindingSituation] => {
    const passes = isPassing(finding) && mergedAt !== null && finding.evaluatedAt > mergedAt;
    const verifiedAt = isFailing(finding) ? null : finding.verifiedAt;
    return [key, { ...finding, verifiedAt: verifiedAt ?? (passes ? finding.evaluatedAt : null) }];
  });
  const after = { ...situation, findings: new Map(findings) };
  const open = findings.filter(
    ([, { verifiedAt, closure }]) => verifiedAt === null && closure === null,
  );
  const done = findings.filter(([, { verifiedAt }]) => verifiedAt !== null);
  return open.length === 0 && done.length > 0 ? { ...after, track: 'verified' } : after;
}

function settleDrift(situation: Situation, event: FollowUpEvent): Situation {
  const findings = [...situation.findings.values()];
  const { track, earlier } = situation;
  const wasVerified = earlier.length > 0 && (track === 'recurred' || track === 'drifted');
  if (wasVerified && event.kind === 'evaluation' && findings.every(isPassing)) {
    const verified = [...situation.findings].map(([key, finding]): [string, FindingSituation] => [
      key,
      { ...finding, verifiedAt: finding.evaluatedAt },
    ]);
    return { ...situation, track: 'verified', findings: new Map(verified), rightSince: null };
  }
  const { rightSince, lastApply } = situation;
  if (rightSince === null) return situation;
  const expected = lastApply ?? rightSince;
  const drifts = findings.some((each) => isFailing(each) && each.evaluatedAt > expected);
  return drifts ? { ...situation, track: 'drifted' } : situation;
}

/** How it stands for people: what the source has put away needs nothing more. */
function shown({ track, findings }: Situation): Situation['state'] {
  if (track === null) return null;
  const all = [...findings.values()];
  if (UNDECIDED.has(track)) return all.some(isFailing) ? track : 'closed';
  const isAwaited = track === 'merged' || track === 'applied';
  return isAwaited && all.every(isPutAway) ? 'closed' : track;
}

/** A remediation begins when we learn of it; all else happens when it happens. */
function timeOf(before: Situation, event: FollowUpEvent): Date {
  if (event.kind === 'evaluation' && before.track === null) return event.firstSeen;
  return event.at;
}
