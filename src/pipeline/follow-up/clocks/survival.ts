/** How long something took, or has taken so far. */
export interface Duration {
  /** In milliseconds. */
  readonly length: number;
  /** False while it has not ended: it takes at least that long. */
  readonly ended: boolean;
}

/** How many are as long. */
interface Count {
  ended: number;
  open: number;
}

/** Durations counted by their length to four digits: a million of them need no more room than a few thousand. */
export class Durations {
  readonly #counts = new Map<number, Count>();

  add({ length, ended }: Duration): void {
    const rounded = Number(length.toPrecision(4));
    const count = this.#counts.get(rounded) ?? { ended: 0, open: 0 };
    if (ended) count.ended++;
    else count.open++;
    this.#counts.set(rounded, count);
  }

  count(): Readonly<Count> {
    const all = { ended: 0, open: 0 };
    for (const { ended, open } of this.#counts.values()) {
      all.ended += ended;
      all.open += open;
    }
    return all;
  }

  /**
   * The time by which a share of all have ended, in milliseconds, by Kaplan and Meier's estimate: those
   * that are still open count for as long as they are known, instead of being left out, which would make
   * a team look the faster the more it leaves lying. Null when fewer than that have ended.
   */
  quantile(share: number): number | null {
    const { ended, open } = this.count();
    let surviving = 1;
    let atRisk = ended + open;
    for (const [length, count] of [...this.#counts].sort(([a], [b]) => a - b)) {
      surviving *= 1 - count.ended / atRisk;
      // Products of fractions miss a round share by a hair.
      if (surviving <= 1 - share + 1e-9) return length;
      atRisk -= count.ended + count.open;
    }
    return null;
  }
}
