/** The 95 % Wilson score interval of a proportion (E. B. Wilson, 1927); null of nothing. */
export function wilson(successes: number, n: number): readonly [number, number] | null {
  if (n === 0) return null;
  const z = 1.96;
  const p = successes / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** `0.98 [0.95, 0.99] n=120`. */
export function proportion(successes: number, n: number): string {
  const interval = wilson(successes, n);
  if (interval === null) return '-  n=0';
  const [low, high] = interval;
  return `${(successes / n).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] n=${n}`;
}
