import type { Origin, Value } from '../../../model/value.ts';
import { type Budget, MAX_TEXT } from './budget.ts';
import { failedValue, isFailed, markedSensitive, stringValue, unknownValue } from './values.ts';

/** Builds a string of which some parts may not be known. */
export class Text {
  readonly #budget: Budget;
  readonly #parts: (string | null)[] = [];
  #length = 0;
  #reason: string | null = null;
  #failure: string | null = null;
  #sensitive = false;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(text: string): void {
    this.#length += text.length;
    if (this.#length > MAX_TEXT || !this.#budget.spend(text.length / 64)) {
      this.#reason ??= 'the string is too long to be evaluated';
      return;
    }
    const last = this.#parts.length - 1;
    const before = this.#parts[last];
    if (typeof before === 'string') this.#parts[last] = before + text;
    else if (text !== '') this.#parts.push(text);
  }

  /** A part of which nothing is known. */
  addHole(reason: string): void {
    this.#reason ??= reason;
    if (this.#parts.at(-1) !== null || this.#parts.length === 0) this.#parts.push(null);
  }

  markSensitive(): void {
    this.#sensitive = true;
  }

  /** A string value, or what is known of it. */
  addValue(value: Value): void {
    if (value.sensitive === true) this.markSensitive();
    if (value.kind === 'string') {
      this.add(value.value);
      return;
    }
    if (value.kind === 'unknown') {
      if (isFailed(value)) this.#failure ??= value.reason;
      this.addPattern(value.pattern ?? [null], value.reason);
      return;
    }
    this.#failure ??=
      value.kind === 'null' ? 'a string cannot contain null' : 'a string is required';
    this.addHole(this.#failure);
  }

  addPattern(pattern: readonly (string | null)[], reason: string): void {
    for (const part of pattern) {
      if (part === null) this.addHole(reason);
      else this.add(part);
    }
    this.#reason ??= reason;
  }

  addText(other: Text): void {
    for (const part of other.#parts) {
      if (part === null) this.addHole(other.#reason ?? '');
      else this.add(part);
    }
    this.#reason ??= other.#reason;
    this.#failure ??= other.#failure;
    this.#sensitive ||= other.#sensitive;
  }

  /** The string, or an unknown with the pattern of its known parts. */
  value(origin: Origin | null): Value {
    return markedSensitive(this.#finished(origin), this.#sensitive);
  }

  #finished(origin: Origin | null): Value {
    if (this.#failure !== null) return failedValue(this.#failure, origin);
    if (this.#reason === null) return stringValue(this.#parts[0] ?? '', origin);
    if (this.#length > MAX_TEXT || this.#budget.exhausted)
      return unknownValue(this.#reason, origin);
    const known = this.#parts.some((part) => part !== null);
    return unknownValue(this.#reason, origin, known ? { pattern: this.#parts } : {});
  }
}
