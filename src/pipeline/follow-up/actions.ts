import type { Patience } from './decide.ts';
import type { Examined, FollowUpEvent } from './event.ts';
import { isFailing, type Situation } from './situation.ts';

/** Something to be done once, known by its key. Findings are named by their keys. */
export type Action =
  | {
      readonly kind: 'comment-still-failing';
      readonly key: string;
      readonly pullRequest: number;
      readonly findings: readonly string[];
      readonly why: StillFailing;
    }
  | {
      readonly kind: 'comment-recurrence';
      readonly key: string;
      /** The pull request that fixed it before. */
      readonly pullRequest: number;
      readonly at: Date;
      readonly findings: readonly string[];
      readonly code: CodeSince;
      /** Whether another comment said before that the code is right: a newer version of it is not. */
      readonly corrects: boolean;
    }
  | {
      readonly kind: 'open-drift-issue';
      readonly key: string;
      readonly finding: string;
      /** The evaluation that says so. */
      readonly at: Date;
    }
  | { readonly kind: 'close-drift-issue'; readonly key: string; readonly finding: string };

/**
 * `not-evaluated`: the source has not looked since the merge. `not-applied`: nobody told of an apply.
 * `applied`: it was applied, so another layer or another writer decides.
 */
export type StillFailing = 'not-evaluated' | 'not-applied' | 'applied';

/**
 * What became of the code since it was verified. `changed`: it is vulnerable again. `right`: it is as it
 * should be. `unknown`: it was not found again, or does not tell.
 */
export type CodeSince = 'changed' | 'right' | 'unknown';

export interface DueAction {
  readonly actions: readonly Action[];
  readonly recheckAt: Date | null;
}

const DAY = 86_400_000;

/** What an event calls for, by what it changed. */
export function actionAfter(
  before: Situation,
  after: Situation,
  event: FollowUpEvent,
): readonly Action[] {
  const actions = event.kind === 'examined' ? recurrence(before, after, event) : [];
  if (after.state === null || after.state === before.state) return actions;
  const at = after.since;
  if (after.state === 'drifted')
    for (const finding of failing(after))
      actions.push({
        kind: 'open-drift-issue',
        key: `drift ${finding} ${at.toISOString()}`,
        finding,
        at: after.findings.get(finding)?.evaluatedAt ?? at,
      });
  if (before.state === 'drifted' && after.state !== 'drifted')
    for (const finding of failing(before))
      actions.push({
        kind: 'close-drift-issue',
        key: `no drift ${finding} ${at.toISOString()}`,
        finding,
      });
  return actions;
}

const CODE_SINCE: Readonly<Record<Examined['result'], CodeSince>> = {
  located: 'changed',
  right: 'right',
  refused: 'unknown',
  'not-located': 'unknown',
  unmanaged: 'unknown',
};

/**
 * The pull request that fixed it hears of it once the code was looked at, so that one comment says all.
 * The source may be quicker than the push that it tells of: code that was right then may be found
 * vulnerable a moment later, which corrects the comment.
 */
function recurrence(before: Situation, after: Situation, { result }: Examined): Action[] {
  const pullRequest = before.earlier.at(-1);
  const isOpen = before.state === 'recurred' || before.state === 'drifted';
  if (!isOpen || pullRequest === undefined) return [];
  const corrects = before.rightSince !== null;
  if (corrects && CODE_SINCE[result] !== 'changed') return [];
  const found = [...before.findings.values()].map(({ foundAt }) => foundAt.getTime());
  const at = new Date(Math.min(...found));
  return [
    {
      kind: 'comment-recurrence',
      key: `recurrence #${pullRequest} ${at.toISOString()}${corrects ? ' corrected' : ''}`,
      corrects,
      pullRequest,
      at,
      findings: failing(after),
      code: CODE_SINCE[result],
    },
  ];
}

/** What only the time calls for. */
export function dueNow(situation: Situation, now: Date, patience: Patience): DueAction {
  const { state, track } = situation;
  if (state === 'merged' || state === 'applied') return afterMerge(situation, now, patience);
  const isAwaited = track === 'merged' || track === 'applied';
  // Put away, but the merge replaces the resource: what stands in its place is to be found.
  if (isAwaited && situation.replaces) return { actions: [], recheckAt: successorsDue(situation) };
  const awaited = situation.lastApply ?? situation.rightSince;
  if (state === 'drifted' || (situation.rightSince !== null && state !== 'closed'))
    return { actions: [], recheckAt: later(awaited, next(situation)) };
  return { actions: [], recheckAt: null };
}

function afterMerge(situation: Situation, now: Date, { evaluation }: Patience): DueAction {
  const { pullRequest, mergedAt, appliedAt, pendingUntil } = situation;
  const from = pendingUntil ?? appliedAt ?? mergedAt;
  if (from === null || pullRequest === null) return { actions: [], recheckAt: null };
  const due = new Date(from.getTime() + evaluation);
  const findings = failing(situation);
  const asked = [...situation.findings.values()].some(({ lastSeen }) => lastSeen >= due);
  if (now < due || !asked) return { actions: [], recheckAt: due };
  if (findings.length === 0) return { actions: [], recheckAt: next(situation) };
  const action: Action = {
    kind: 'comment-still-failing',
    key: `still failing #${pullRequest}`,
    pullRequest,
    findings,
    why: whyStillFailing(situation, findings),
  };
  return { actions: [action], recheckAt: next(situation) };
}

/** Every day for a month; then there is none that could be told to be one. */
function successorsDue(situation: Situation): Date | null {
  const due = next(situation);
  const { mergedAt } = situation;
  return mergedAt !== null && due.getTime() - mergedAt.getTime() < 30 * DAY ? due : null;
}

function whyStillFailing(
  { findings, mergedAt, appliedAt }: Situation,
  failing: readonly string[],
): StillFailing {
  const isOld = (key: string) => {
    const at = findings.get(key)?.evaluatedAt;
    return at !== undefined && mergedAt !== null && at <= mergedAt;
  };
  if (failing.every(isOld)) return 'not-evaluated';
  return appliedAt === null ? 'not-applied' : 'applied';
}

function failing({ findings }: Situation): readonly string[] {
  return [...findings]
    .filter(([, each]) => isFailing(each))
    .map(([key]) => key)
    .sort();
}

/** A day after the source was heard last. */
function next({ findings }: Situation): Date {
  const heard = [...findings.values()].map(({ lastSeen }) => lastSeen.getTime());
  return new Date(Math.max(0, ...heard) + DAY);
}

function later(one: Date | null, other: Date): Date {
  return one !== null && one > other ? one : other;
}
