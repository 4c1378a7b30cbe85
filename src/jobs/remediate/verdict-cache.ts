import type { Verdict } from '../../model/outcome.ts';

/** A template's answer about one resource, by template, root and address. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** Roots, each in one account and region, that are kept: findings of one root mostly come together. */
const MOST = 50;

/** The verdicts on root modules that no fix has changed: every fix in a root is compared with the same ones. */
export class VerdictCache {
  readonly #kept = new Map<string, Verdicts>();

  /** What is kept for the key, else what `work` finds out. The key that was asked for longest ago gives way. */
  get(key: string, work: () => Verdicts): Verdicts {
    const verdicts = this.#kept.get(key) ?? work();
    this.#kept.delete(key);
    this.#kept.set(key, verdicts);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
    return verdicts;
  }
}
