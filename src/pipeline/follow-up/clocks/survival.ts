/** How long something took, or has taken so far. */
export interface Duration {
  /** In milliseconds. */
  readonly length: number;
  /** False while it has not ended: it takes at least that long. */
  readonly ended: boolean;
}

/** Durations counted by their length to three digits: a million of them need no more room than a few thousand. */
export class Durations {
  /** How many of each length have ended, and how many are open. */
  readonly #ended = new Map<number, number>();
  readonly #open = new Map<number, number>();

  add({ length, ended }: Duration): void {
    const counts = ended ? this.#ended : this.#open;
    const rounded = toThreeDigits(length);
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
  }

  get ended(): number {
    return total(this.#ended);
  }

  get open(): number {
    return total(this.#open);
  }

  /**
   * The time by which a share of all have ended, in milliseconds, by Kaplan and Meier's estimate: those
   * that are still open count for as long as they are known, instead of being left out, which would make
   * a team look the faster the more it leaves lying. Null when fewer than that have ended.
   */
  quantile(share: number): number | null {
    const lengths = new Set([...this.#ended.keys(), ...this.#open.keys()]);
    let surviving = 1;
    let atRisk = this.ended + this.open;
    for (const length of [...lengths].sort((a, b) => a - b)) {
      const ended = this.#ended.get(length) ?? 0;
      surviving *= 1 - ended / atRisk;
      // Products of fractions miss a round share by a hair.
      if (surviving <= 1 - share + 1e-9) return length;
      atRisk -= ended + (this.#open.get(length) ?? 0);
    }
    return null;
  }
}

function total(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function toThreeDigits(length: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(length)) - 2);
  return Math.round(length / unit) * unit;
}
