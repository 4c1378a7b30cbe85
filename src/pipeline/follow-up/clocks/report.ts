import { Backlog, type Flow } from './backlog.ts';
import {
  CLOCKS,
  type ClockedJourney,
  type ClockName,
  durationOf,
  isApart,
  isUnknown,
} from './clock.ts';
import { Durations } from './survival.ts';

/** One clock over some journeys. Times in milliseconds, to three digits; null when too few have ended to tell. */
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

/** The time that a report is of: what was found since; the backlog is of all. */
export interface Period {
  readonly since: Date;
  readonly now: Date;
}

/** Counts journeys one by one and makes the report of them: it never needs to hold them all. */
export class ClockTally {
  readonly #period: Period;
  readonly #clocks: Readonly<Record<ClockName, ClockCount>>;
  readonly #groups: Readonly<Record<Grouping, Map<string, ClockCount>>> = {
    severity: new Map(),
    control: new Map(),
    team: new Map(),
    repository: new Map(),
  };
  readonly #apart = new Map<string, number>();
  readonly #backlog: Backlog;
  #verified = 0;
  #recurred = 0;

  constructor(period: Period) {
    this.#period = period;
    this.#backlog = new Backlog(period.since, period.now);
    this.#clocks = Object.fromEntries(
      NAMES.map((name) => [name, new ClockCount(name, period.now)]),
    ) as Record<ClockName, ClockCount>;
  }

  add(journey: ClockedJourney): void {
    const { since, now } = this.#period;
    const { foundAt, verifiedAt, again, state, severity, control, team, repository } = journey;
    this.#backlog.add(journey);
    if (verifiedAt !== null && verifiedAt >= since) this.#verified++;
    // A recurrence begins another journey of the finding's remediation.
    if (again && foundAt >= since) this.#recurred++;
    if (foundAt < since || foundAt > now) return;
    if (isApart(journey)) {
      this.#apart.set(state, (this.#apart.get(state) ?? 0) + 1);
      return;
    }
    for (const name of NAMES) this.#clocks[name].add(journey);
    this.#group('severity', severity).add(journey);
    this.#group('control', control).add(journey);
    this.#group('team', team).add(journey);
    this.#group('repository', repository).add(journey);
  }

  report(): ClockReport {
    const clocks = NAMES.map((name) => [name, this.#clocks[name].summary()]);
    const verified = this.#verified;
    const recurred = this.#recurred;
    return {
      ...this.#period,
      clocks: Object.fromEntries(clocks) as Record<ClockName, ClockSummary>,
      timeToRemediate: {
        severity: summaries(this.#groups.severity),
        control: summaries(this.#groups.control),
        team: summaries(this.#groups.team),
        repository: summaries(this.#groups.repository),
      },
      apart: Object.fromEntries([...this.#apart].sort()),
      recurrence: { verified, recurred, rate: verified === 0 ? null : recurred / verified },
      backlog: this.#backlog.flow(),
    };
  }

  #group(grouping: Grouping, name: string | null): ClockCount {
    const groups = this.#groups[grouping];
    const group = name ?? NOTHING;
    const known = groups.get(group) ?? new ClockCount('found-to-verified', this.#period.now);
    groups.set(group, known);
    return known;
  }
}

/** One clock over the journeys that it was told of. */
class ClockCount {
  readonly #clock: ClockName;
  readonly #now: Date;
  readonly #durations = new Durations();
  #unknown = 0;

  constructor(clock: ClockName, now: Date) {
    this.#clock = clock;
    this.#now = now;
  }

  add(journey: ClockedJourney): void {
    const duration = durationOf(journey, this.#clock, this.#now);
    if (duration !== null) this.#durations.add(duration);
    if (isUnknown(journey, this.#clock)) this.#unknown++;
  }

  summary(): ClockSummary {
    return {
      median: this.#durations.quantile(0.5),
      p90: this.#durations.quantile(0.9),
      ended: this.#durations.ended,
      open: this.#durations.open,
      unknown: this.#unknown,
    };
  }
}

function summaries(groups: ReadonlyMap<string, ClockCount>): readonly GroupSummary[] {
  return [...groups]
    .map(([group, count]) => ({ group, ...count.summary() }))
    .sort((a, b) => b.ended + b.open - (a.ended + a.open) || (a.group < b.group ? -1 : 1));
}
