import { Refusal } from './http.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DOCUMENTATION =
  'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.';

/** GitHub's limits: so many requests an hour, and so many content writes a minute, per token holder. */
export class Limits {
  requestsPerHour = 5_000;
  writesPerMinute = 80;
  readonly #now: () => Date;
  readonly #windows = new Map<string, { start: number; used: number }>();
  readonly #writes = new Map<string, number[]>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Counts a request and gives the headers that tell about it; refuses one too many. */
  count(holder: string, isWrite: boolean): Record<string, string> {
    const now = this.#now().getTime();
    const window = this.#window(holder, now);
    const reset = String(Math.ceil((window.start + HOUR) / 1000));
    if (window.used >= this.requestsPerHour)
      throw new Refusal(403, 'API rate limit exceeded for installation.', {
        headers: this.#headers(window.used, reset),
      });
    window.used++;
    if (isWrite) this.#countWrite(holder, now);
    return this.#headers(window.used, reset);
  }

  /** An answer that has not changed costs nothing. */
  giveBack(holder: string): void {
    const window = this.#windows.get(holder);
    if (window) window.used--;
  }

  #window(holder: string, now: number): { start: number; used: number } {
    const known = this.#windows.get(holder);
    if (known && known.start + HOUR > now) return known;
    const window = { start: now, used: 0 };
    this.#windows.set(holder, window);
    return window;
  }

  #countWrite(holder: string, now: number): void {
    const recent = (this.#writes.get(holder) ?? []).filter((time) => time > now - MINUTE);
    if (recent.length >= this.writesPerMinute)
      throw new Refusal(403, DOCUMENTATION, { headers: { 'retry-after': '60' } });
    recent.push(now);
    this.#writes.set(holder, recent);
  }

  #headers(used: number, reset: string): Record<string, string> {
    return {
      'x-ratelimit-limit': String(this.requestsPerHour),
      'x-ratelimit-remaining': String(Math.max(0, this.requestsPerHour - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': reset,
      'x-ratelimit-resource': 'core',
    };
  }
}
