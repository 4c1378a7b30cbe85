import type { Finding, InvalidFinding } from '../../model/finding.ts';

/** The findings of one report, each id once: the state that was updated last. */
export class Unique {
  readonly #byId = new Map<string, Finding>();
  #duplicates = 0;

  /** How many states were left out for a later one. */
  get duplicates(): number {
    return this.#duplicates;
  }

  /** The findings so far, in the order in which their ids came. */
  findings(): readonly Finding[] {
    return [...this.#byId.values()];
  }

  /** Takes a finding; refuses one that has the id of a finding about something else. */
  add(finding: Finding): InvalidFinding | null {
    const key = `${finding.source}\n${finding.id}`;
    const known = this.#byId.get(key);
    if (known === undefined) {
      this.#byId.set(key, finding);
      return null;
    }
    if (
      known.resource.id !== finding.resource.id ||
      known.checks[0]?.id !== finding.checks[0]?.id
    ) {
      const reason =
        'Its id is that of another finding in the report, about another resource or check.';
      return { id: finding.id, source: finding.source, reason };
    }
    this.#duplicates += 1;
    if (timeOf(finding) >= timeOf(known)) this.#byId.set(key, finding);
    return null;
  }
}

function timeOf({ updatedAt }: Finding): number {
  const time = updatedAt === null ? Number.NaN : Date.parse(updatedAt);
  return Number.isNaN(time) ? 0 : time;
}
