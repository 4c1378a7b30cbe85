/** How much work the evaluation of one root module may be: some seconds at most, whatever the code says. */
const MAX_STEPS = 20_000_000;
/** How deep expressions, references and values may nest. */
export const MAX_DEPTH = 300;
/** The longest string that is built. */
export const MAX_TEXT = 1_000_000;
/** The most elements that one collection may get. */
export const MAX_ELEMENTS = 100_000;

/** Counts the work of evaluating hostile or merely enormous code, so that it ends in an unknown and not in a hang. */
export class Budget {
  #steps = 0;
  #depth = 0;

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

  get exhausted(): boolean {
    return this.#steps > MAX_STEPS;
  }
}
