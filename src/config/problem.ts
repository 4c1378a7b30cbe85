import { describeIssue } from '../foundation/issue-text.ts';
import type { Place } from '../model/source.ts';

/** Something wrong in a configuration file, for the person who wrote it. */
export interface ConfigProblem {
  readonly place: Place;
  /** The key it is about, dotted (`limits.per-hour`); empty for the file as a whole. */
  readonly key: string;
  /** What is wrong and what would be right, in one sentence. */
  readonly message: string;
  /** What was probably meant (`per-hour` for `perhour`); null when nothing is near. */
  readonly meant: string | null;
}

/** One line: `.github/sprinkler.yml:3:5: …`. */
export function describeProblem(problem: ConfigProblem): string {
  const { path, line, column } = problem.place;
  return `${path}:${line}:${column}: ${describeIssue(problem)}`;
}
