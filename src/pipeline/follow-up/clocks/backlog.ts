import type { ClockedJourney } from './clock.ts';

/** What came into the backlog and left it in one week, and what is in it at the week's end. */
export interface Flow {
  /** The Monday that it begins on, in UTC. */
  readonly week: Date;
  readonly found: number;
  readonly verified: number;
  /** Left without being fixed: declined, refused, not located, unmanaged, put away by the source. */
  readonly setAside: number;
  readonly open: number;
}

const WEEK = 7 * 86_400_000;
/** A Monday. */
const MONDAY = Date.UTC(1970, 0, 5);
const MOST_WEEKS = 520;
const SET_ASIDE = new Set(['declined', 'refused', 'not-located', 'unmanaged', 'closed']);

/** The backlog week by week, at most ten years of it. What was found before counts as open. */
export class Backlog {
  readonly #first: number;
  readonly #weeks: { found: number; verified: number; setAside: number }[];
  /** At the beginning of the first week. */
  #open = 0;

  constructor(since: Date, now: Date) {
    const last = weekOf(now);
    this.#first = Math.max(weekOf(since), last - MOST_WEEKS);
    this.#weeks = Array.from({ length: Math.max(0, last - this.#first + 1) }, () => ({
      found: 0,
      verified: 0,
      setAside: 0,
    }));
  }

  add({ foundAt, verifiedAt, state, since: changedAt }: ClockedJourney): void {
    const isSetAside = verifiedAt === null && SET_ASIDE.has(state);
    const left = verifiedAt ?? (isSetAside ? changedAt : null);
    const entered = this.#weeks[weekOf(foundAt) - this.#first];
    if (entered !== undefined) entered.found++;
    else if (weekOf(foundAt) < this.#first) this.#open++;
    if (left === null) return;
    const week = this.#weeks[weekOf(left) - this.#first];
    if (week === undefined) this.#open -= weekOf(left) < this.#first ? 1 : 0;
    else if (isSetAside) week.setAside++;
    else week.verified++;
  }

  flow(): readonly Flow[] {
    let open = this.#open;
    return this.#weeks.map((week, index) => {
      open += week.found - week.verified - week.setAside;
      return { week: new Date(MONDAY + (this.#first + index) * WEEK), ...week, open };
    });
  }
}

function weekOf(time: Date): number {
  return Math.floor((time.getTime() - MONDAY) / WEEK);
}
