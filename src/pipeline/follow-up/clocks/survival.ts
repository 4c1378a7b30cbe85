/** How long something took, or has taken so far. */
export interface Duration {
  /** In milliseconds. */
  readonly length: number;
  /** False while it has not ended: it takes at least that long. */
  readonly ended: boolean;
}

/**
 * The time by which a share of all have ended, in milliseconds, by Kaplan and Meier's estimate: those
 * that are still open count for as long as they are known, instead of being left out, which would make
 * a team look the faster the more it leaves lying. Null when fewer than that have ended.
 */
export function quantile(durations: readonly Duration[], share: number): number | null {
  const sorted = [...durations].sort((a, b) => a.length - b.length);
  let surviving = 1;
  let atRisk = sorted.length;
  for (let index = 0; index < sorted.length; ) {
    const length = sorted[index]?.length ?? 0;
    let same = index;
    let endings = 0;
    for (; sorted[same]?.length === length; same++) if (sorted[same]?.ended) endings++;
    surviving *= 1 - endings / atRisk;
    // Products of fractions miss a round share by a hair.
    if (surviving <= 1 - share + 1e-9) return length;
    atRisk -= same - index;
    index = same;
  }
  return null;
}
