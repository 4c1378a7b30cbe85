import { at, type GitHubRepository } from './repository.ts';

export interface CheckResult {
  readonly name: string;
  readonly commit: string;
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'skipped' | 'action_required';
  /** One line. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
}

/** What GitHub takes in one text field. */
const MAX_SUMMARY = 65_535;

/** Reports a finished check on a commit. Of several of one name GitHub shows the last. */
export async function reportCheck(
  repository: GitHubRepository,
  { name, commit, conclusion, title, summary }: CheckResult,
): Promise<void> {
  await repository.octokit.rest.checks.create({
    ...at(repository),
    name,
    head_sha: commit,
    status: 'completed',
    conclusion,
    output: { title, summary: summary.slice(0, MAX_SUMMARY) },
  });
}
