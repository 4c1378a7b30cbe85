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
