import { randomFrom } from '../support/random.ts';

/** What can go wrong between an app and GitHub. */
export type FaultKind =
  | 'server-error'
  | 'html-502'
  | 'secondary-limit'
  | 'rate-limit'
  | 'unauthorized'
  | 'not-found'
  | 'slow'
  /** The connection breaks before GitHub acts. */
  | 'lost-request'
  /** GitHub acts, and the connection breaks before its answer arrives. */
  | 'lost-response';

export interface Fault {
  readonly kind: FaultKind;
  /** Which requests, as the OpenAPI description writes them (`POST /repos/{owner}/{repo}/pulls`); all when left out. */
  readonly on?: string;
  /** How often; once when left out. */
  readonly times?: number;
}

/** Decides which request goes wrong, in the order that was asked for, or at random from a seed. */
export class Faults {
  #planned: { kind: FaultKind; on: string | null; left: number }[] = [];
  #random: { rate: number; kinds: readonly FaultKind[]; next: () => number } | null = null;

  plan(fault: Fault): void {
    this.#planned.push({ kind: fault.kind, on: fault.on ?? null, left: fault.times ?? 1 });
  }

  /** From now on every request fails with this probability; the same seed gives the same sequence. */
  atRandom(rate: number, kinds: readonly FaultKind[], seed: number): void {
    this.#random = { rate, kinds, next: randomFrom(seed) };
  }

  clear(): void {
    this.#planned = [];
    this.#random = null;
  }

  for(template: string): FaultKind | null {
    const planned = this.#planned.find(
      ({ on, left }) => left > 0 && (on === null || on === template),
    );
    if (planned) {
      planned.left--;
      return planned.kind;
    }
    if (this.#random && this.#random.next() < this.#random.rate) {
      const { kinds, next } = this.#random;
      return kinds[Math.floor(next() * kinds.length)] ?? null;
    }
    return null;
  }
}
