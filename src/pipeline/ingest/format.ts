import type { JsonObject } from '../../foundation/json.ts';
import type { Finding, InvalidFinding } from '../../model/finding.ts';

/** Something that was understood and is no finding to work on, and why. */
export interface SetAside {
  readonly id: string | null;
  readonly source: string;
  /** One sentence. */
  readonly reason: string;
}

/** What one item of a report turned out to be. */
export type Reading =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'invalid'; readonly invalid: InvalidFinding }
  | { readonly kind: 'set-aside'; readonly setAside: SetAside };

/** One object out of its envelopes, free of what the store cannot hold, and its JSON path in the report. */
export interface Item {
  readonly value: JsonObject;
  readonly path: string;
}

/** A format of finding: a folder here and one line in `formats.ts`. */
export interface Format {
  readonly id: string;
  /** Whether the object is meant to be of this format, judged by its shape alone. */
  recognises(value: JsonObject): boolean;
  /** Reads an item; most hold one finding, some formats (SARIF) many. Never throws. */
  read(item: Item): readonly Reading[];
}

export function finding(read: Finding): Reading {
  return { kind: 'finding', finding: read };
}

export function invalid(id: string | null, source: string, reason: string): Reading {
  return { kind: 'invalid', invalid: { id, source, reason } };
}

export function setAside(id: string | null, source: string, reason: string): Reading {
  return { kind: 'set-aside', setAside: { id, source, reason } };
}
