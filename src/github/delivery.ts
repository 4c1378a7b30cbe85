import type { PullRequestText } from '../model/pull-request.ts';
import type { CommittedFile } from './branches.ts';
import type { Head } from './repository.ts';

/** One change, ready to be proposed. Its branch is its identity. */
export interface Delivery {
  readonly branch: string;
  /** The branch that it is to be merged into. */
  readonly baseBranch: string;
  /** The commit, of that branch, on which the change was computed, and its tree. */
  readonly base: Head;
  readonly files: readonly CommittedFile[];
  readonly text: PullRequestText;
  /** The words that we last gave the pull request; null when unknown. Words that a person changed stay. */
  readonly previous: { readonly title: string; readonly body: string } | null;
  /** Whether what we committed last is what the files say now. */
  readonly editsCurrent: boolean;
  readonly draft: boolean;
  /** The first one marks that everything else is done; there must be one. */
  readonly labels: readonly [string, ...string[]];
  /** `login`, or `organisation/team`. */
  readonly reviewers: readonly string[];
}
