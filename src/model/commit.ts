/** One commit, as far as people need it. Names and titles are of people we do not know. */
export interface CommitSummary {
  readonly sha: string;
  /** Its page. */
  readonly url: string;
  /** The author's login, else their name; null when unknown. */
  readonly author: string | null;
  readonly at: Date;
  /** The first line of its message. */
  readonly title: string;
}

/** Commits of the default branch that touched files between two times. */
export interface CommitRange {
  readonly paths: readonly string[];
  readonly since: Date;
  readonly until: Date;
  /** A commit that does not count: our own merge. */
  readonly except: string | null;
}
