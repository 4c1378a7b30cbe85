/** One line of the table. */
export interface BenchRow {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  /** What the figure is compared with, measured in the same run. */
  readonly baseline: string;
  /** Figure over baseline. */
  readonly ratio: number;
}

/** Milliseconds that one run takes: the median of several, after as many that warm up. */
export async function milliseconds(run: () => unknown, runs = 5): Promise<number> {
  for (let i = 0; i < runs; i++) await run();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other)[runs >> 1] ?? 0;
}
