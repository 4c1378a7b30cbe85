import { at, type GitHubRepository } from './repository.ts';

/** Something that a check says of one line. */
export interface CheckAnnotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'notice' | 'warning' | 'failure';
  /** Plain text. */
  readonly message: string;
}

export interface CheckResult {
  readonly name: string;
  readonly commit: string;
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'skipped' | 'action_required';
  /** One line. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  /** The first 50 are shown at their lines. */
  readonly annotations?: readonly CheckAnnotation[];
}

/** What GitHub takes in one text field. */
const MAX_SUMMARY = 65_535;
/** How many annotations GitHub takes in one request. */
const MAX_ANNOTATIONS = 50;

/** Reports a finished check on a commit. Of several of one name GitHub shows the last. */
export async function reportCheck(
  repository: GitHubRepository,
  { name, commit, conclusion, title, summary, annotations = [] }: CheckResult,
): Promise<void> {
  await repository.octokit.rest.checks.create({
    ...at(repository),
    name,
    head_sha: commit,
    status: 'completed',
    conclusion,
    output: {
      title,
      summary: summary.slice(0, MAX_SUMMARY),
      annotations: annotations.slice(0, MAX_ANNOTATIONS).map(({ path, line, level, message }) => ({
        path,
        start_line: line,
        end_line: line,
        annotation_level: level,
        message,
      })),
    },
  });
}
