import type { Value } from '../../../model/value.ts';

/**
 * How much work the evaluation of one root module may be: a few seconds and some hundred megabytes at
 * most, whatever the code says. Real root modules of hundreds of resources take some ten thousand steps.
 */
const MAX_STEPS = 4_000_000;
/** How deep expressions, references and values may nest. */
export const MAX_DEPTH = 300;
/** The longest string that is built. */
export const MAX_TEXT = 1_000_000;
/** The most elements that one collection may get. */
export const MAX_ELEMENTS = 100_000;

/** The most values that one value may consist of, counted as a tree: what is shared counts every time. */
const MAX_NODES = 100_000;

/** Counts the work of evaluating hostile or merely enormous code, so that it ends in an unknown and not in a hang. */
export class Budget {
  #steps = 0;
  #depth = 0;
  readonly #sizes = new WeakMap<Value, number>();

  /** Take `steps`; false when nothing is left. */
  spend(steps: number): boolean {
    this.#steps += steps;
    return this.#steps <= MAX_STEPS;
  }

  /** Go one level deeper, for one step; false when too deep or nothing is left. Always followed by `leave`. */
  enter(): boolean {
    this.#depth += 1;
    return this.#depth <= MAX_DEPTH && this.spend(1);
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Whether a value is small enough to be gone through, however much of it is shared. */
  fits(value: Value): boolean {
    return this.sizeOf(value) <= MAX_NODES;
  }

  /** How many values a value consists of. Each object is counted once and remembered. */
  sizeOf(value: Value): number {
    if (value.kind !== 'list' && value.kind !== 'map') return 1;
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    let size = 1;
    for (const part of value.kind === 'list' ? value.items : value.entries.values()) {
      size += this.sizeOf(part);
    }
    this.#sizes.set(value, size);
    return size;
  }

  get exhausted(): boolean {
    return this.#steps > MAX_STEPS;
  }
}
