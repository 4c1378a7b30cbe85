import type { LanguageId } from './resource.ts';
import type { TextEdit } from './source.ts';

/** Where every finding ends: exactly one of these. See docs/contracts.md. */
export type OutcomeKind =
  | 'fixed'
  | 'already-fixed'
  | 'not-located'
  | 'ambiguous'
  | 'unmanaged'
  | 'refused'
  | 'no-template'
  | 'not-failing'
  | 'excepted'
  | 'invalid'
  | 'unproven';

/** `certain`: nothing else can be meant. `likely`: good enough for a pull request. `possible`: worth naming. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** One reason to believe that a block made a resource; `detail` is a sentence that the pull request can show. */
export interface Evidence {
  readonly kind: string;
  readonly detail: string;
}

/** A block that may have made the resource. */
export interface LocationSummary {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly address: string;
  readonly language: LanguageId;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

export interface Location extends LocationSummary {
  readonly runnersUp: readonly LocationSummary[];
}

export interface Risk {
  /** What merging and applying does to the running resource. */
  readonly update: 'in-place' | 'restart' | 'replaces' | 'conditional' | 'update-fails' | 'unknown';
  /** Whether data of the running resource would be lost; null when unknown. */
  readonly dataLoss: boolean | null;
  readonly notes: readonly string[];
}

/** One thing that was checked about an edit. */
export interface Proof {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** A setting that is not in the cloud what it is in the code. */
export interface SettingDifference {
  /** As the code writes it: `block_public_acls`. */
  readonly name: string;
  readonly code: string;
  /** What the source saw last. */
  readonly cloud: string;
}

/** What came of one finding. */
export interface FindingOutcome {
  readonly id: string;
  readonly source: string;
  readonly control: string | null;
  readonly resource: string | null;
  readonly outcome: OutcomeKind;
  /** One sentence whenever the outcome is not `fixed`. */
  readonly reason: string | null;
  readonly location: Location | null;
  readonly template: string | null;
  readonly risk: Risk | null;
  readonly proofs: readonly Proof[];
  /** The id of the change that carries the fix. */
  readonly change: string | null;
  /** Where the code is right already: in what the source saw the resource otherwise. */
  readonly differences?: readonly SettingDifference[];
}

/** P1 is the most urgent. */
export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

/** One pull request's worth of fixes, computed against the unchanged tree. */
export interface Change {
  readonly id: string;
  readonly title: string;
  readonly readyToMerge: boolean;
  /** Why it is not ready to merge, one sentence each. */
  readonly blockers: readonly string[];
  readonly priority: Priority;
  readonly edits: readonly TextEdit[];
  readonly findings: readonly string[];
  /** Stable over runs: the root causes that the change removes. */
  readonly fingerprints: readonly string[];
}

/** What a template says of one resource. An unknown is never compliant. */
export type Verdict = 'vulnerable' | 'compliant' | 'unknown' | 'not-applicable';
