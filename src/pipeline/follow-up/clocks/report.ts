import { type Flow, weeklyFlow } from './backlog.ts';
import {
  CLOCKS,
  type ClockedJourney,
  type ClockName,
  durationOf,
  isApart,
  isUnknown,
} from './clock.ts';
import { type Duration, quantile } from './survival.ts';

/** One clock over some journeys. Times in milliseconds; null when too few have ended to tell. */
export interface ClockSummary {
  readonly median: number | null;
  readonly p90: number | null;
  readonly ended: number;
  /** Still open, or put away by the source: counted for as long as they are known. */
  readonly open: number;
  /** Verified, but nothing told when this clock started or stopped: not in median and 90 %. */
  readonly unknown: number;
}

export interface GroupSummary extends ClockSummary {
  readonly group: string;
}

export type Grouping = 'severity' | 'control' | 'team' | 'repository';

/** The clocks of one owner's findings that were found since a time. */
export interface ClockReport {
  readonly since: Date;
  readonly now: Date;
  readonly clocks: Readonly<Record<ClockName, ClockSummary>>;
  /** Found to verified, by what is asked for most. */
  readonly timeToRemediate: Readonly<Record<Grouping, readonly GroupSummary[]>>;
  /** Journeys that the clocks leave out, by where they ended. */
  readonly apart: Readonly<Record<string, number>>;
  readonly recurrence: Recurrence;
  readonly backlog: readonly Flow[];
}

/** How much of what was verified failed again. */
export interface Recurrence {
  readonly verified: number;
  readonly recurred: number;
  /** From 0 to 1; null when nothing was verified. The goal is below 0.05. */
  readonly rate: number | null;
}

const NOTHING = '(none)';
const NAMES = Object.keys(CLOCKS) as ClockName[];

/** The report for findings that were found since a time; the backlog is of all. */
export function clockReport(
  journeys: readonly ClockedJourney[],
  { since, now }: { readonly since: Date; readonly now: Date },
): ClockReport {
  const cohort = journeys.filter(({ foundAt }) => foundAt >= since && foundAt <= now);
  const counted = cohort.filter((journey) => !isApart(journey));
  return {
    since,
    now,
    clocks: Object.fromEntries(NAMES.map((name) => [name, summary(counted, name, now)])) as Record<
      ClockName,
      ClockSummary
    >,
    timeToRemediate: {
      severity: grouped(counted, ({ severity }) => severity, now),
      control: grouped(counted, ({ control }) => control, now),
      team: grouped(counted, ({ team }) => team, now),
      repository: grouped(counted, ({ repository }) => repository, now),
    },
    apart: countsOf(cohort.filter(isApart)),
    recurrence: recurrenceOf(journeys, since),
    backlog: weeklyFlow(journeys, since, now),
  };
}

function summary(journeys: readonly ClockedJourney[], clock: ClockName, now: Date): ClockSummary {
  const durations = journeys.flatMap((journey): Duration[] => {
    const duration = durationOf(journey, clock, now);
    return duration === null ? [] : [duration];
  });
  const ended = durations.filter((duration) => duration.ended).length;
  return {
    median: quantile(durations, 0.5),
    p90: quantile(durations, 0.9),
    ended,
    open: durations.length - ended,
    unknown: journeys.filter((journey) => isUnknown(journey, clock)).length,
  };
}

function grouped(
  journeys: readonly ClockedJourney[],
  groupOf: (journey: ClockedJourney) => string | null,
  now: Date,
): readonly GroupSummary[] {
  return [...Map.groupBy(journeys, (journey) => groupOf(journey) ?? NOTHING)]
    .map(([group, members]) => ({ group, ...summary(members, 'found-to-verified', now) }))
    .sort((a, b) => b.ended + b.open - (a.ended + a.open) || (a.group < b.group ? -1 : 1));
}

function countsOf(journeys: readonly ClockedJourney[]): Readonly<Record<string, number>> {
  const byState = [...Map.groupBy(journeys, ({ state }) => state)];
  return Object.fromEntries(byState.map(([state, members]) => [state, members.length]).sort());
}

/** A recurrence begins another journey of the finding's remediation. */
function recurrenceOf(journeys: readonly ClockedJourney[], since: Date): Recurrence {
  const verified = journeys.filter(
    ({ verifiedAt }) => verifiedAt !== null && verifiedAt >= since,
  ).length;
  const recurred = journeys.filter(({ again, foundAt }) => again && foundAt >= since).length;
  return { verified, recurred, rate: verified === 0 ? null : recurred / verified };
}
