import type { Value } from '../../../model/value.ts';
import { unknownValue } from './values.ts';

/** Values by what they are the value of, each computed once. What needs itself on the way is unknown. */
export class KnownValues {
  readonly #values = new Map<string, Value>();
  readonly #open = new Set<string>();

  once(key: string, compute: () => Value): Value {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    if (this.#open.has(key)) return unknownValue(`${key} refers to itself`, null);
    this.#open.add(key);
    const value = compute();
    this.#open.delete(key);
    this.#values.set(key, value);
    return value;
  }
}
