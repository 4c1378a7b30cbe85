import type { Finding } from './finding.ts';
import type { Change, FindingOutcome } from './outcome.ts';

/** What a fix template says to people about its fix, one sentence each. */
export interface FixWords {
  /** What is exposed, and to whom. */
  readonly exposure: string;
  /** The change, in words. */
  readonly change: string;
  /** How to undo it; null when reverting the pull request is enough. */
  readonly rollback: string | null;
  /** Requirements that the template knows besides the finding's (`CIS AWS Foundations v5.0.0 2.1.4`). */
  readonly requirements: readonly string[];
}

/** One finding that a change removes, with all that a reviewer needs to know of it. */
export interface ChangeFinding {
  readonly finding: Finding;
  readonly outcome: FindingOutcome;
  readonly words: FixWords;
}

/** Everything that the words of a pull request are made of. */
export interface PullRequestContent {
  readonly change: Change;
  readonly findings: readonly ChangeFinding[];
  /** What else a reviewer must know: notes of the edit, and other instances that change with it. */
  readonly notes: readonly string[];
}

/** The words of a pull request, as they are sent. */
export interface PullRequestText {
  readonly title: string;
  readonly body: string;
  readonly commitMessage: string;
}

/** The words of an issue, as they are sent. */
export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** The pull request that carries, or carried, the change. Found by its branch, and opened by the app itself. */
export interface ExistingPullRequest {
  readonly number: number;
  readonly state: 'open' | 'merged' | 'closed';
  /** The login of who closed it without merging; null while open, when merged, or when unknown. */
  readonly closedBy: string | null;
  /** Whether the app closed it itself, so that nobody has declined. */
  readonly closedByApp: boolean;
  /** The login of a person whose commit is on the branch; null while only the app's are. */
  readonly touchedBy: string | null;
  /** Whether GitHub says that it cannot be merged into its base. */
  readonly conflict: boolean;
  /** Whether title, body and readiness are what we would write now. */
  readonly wordsCurrent: boolean;
  /** Whether its branch has the fix as it would be made now. */
  readonly editsCurrent: boolean;
  /** For a merged one: whether the code that the change was computed on has that merge in it. */
  readonly mergeSeen: boolean;
}

/**
 * `open`: branch, commit and pull request. `update`: its words. `rebuild`: a new commit on the current
 * base, and its words. `close`: without merging. `leave`: nothing, for good. `wait`: nothing, for now.
 */
export type DeliveryAction = 'open' | 'update' | 'rebuild' | 'leave' | 'close' | 'wait';

export interface DeliveryDecision {
  readonly action: DeliveryAction;
  /** Why, in one sentence. */
  readonly reason: string;
  /** What to tell the people at the pull request, once; null when there is nothing to say. */
  readonly comment: string | null;
}
