import type { Patience } from './decide.ts';
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

export interface DueAction {
  readonly actions: readonly Action[];
  readonly recheckAt: Date | null;
}

const DAY = 86_400_000;

/** What a step to another state calls for. */
export function actionAfter(before: Situation, after: Situation): readonly Action[] {
  const actions: Action[] = [];
  const at = after.since;
  const pullRequest = after.earlier.at(-1);
  if (after.state === 'recurred' && before.state === 'verified' && pullRequest !== undefined) {
    const key = `recurrence #${pullRequest} ${at.toISOString()}`;
    const findings = failing(after);
    actions.push({ kind: 'comment-recurrence', key, pullRequest, at, findings });
  }
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

/** What only the time calls for. */
export function dueNow(situation: Situation, now: Date, patience: Patience): DueAction {
  const { state } = situation;
  if (state === 'merged' || state === 'applied') return afterMerge(situation, now, patience);
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
