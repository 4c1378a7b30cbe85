import type { Code, EvaluationContext, Language, UpdateBehaviour } from '../../model/language.ts';
import type { Verdict } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { TextEdit } from '../../model/source.ts';
import type { PropertyPath } from '../../model/value.ts';

/** An argument that a fix writes or takes away. */
export interface WrittenArgument {
  readonly type: string;
  readonly path: PropertyPath;
  readonly removal: boolean;
}

/** What a template says of a target, and why. */
export interface TargetVerdict {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** A template's answer about one resource, by template, root and address. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** An edit that wants to be proven: the code before and after it, and the questions that templates answer. */
export interface Attempt {
  readonly language: Language;
  readonly before: Code;
  readonly after: Code;
  readonly context: EvaluationContext;
  readonly edits: readonly TextEdit[];
  /** The resources that the fix is meant to change. */
  readonly targets: readonly ResourceInCode[];
  /** Every type that the template may change or add. */
  readonly types: readonly string[];
  readonly written: readonly WrittenArgument[];
  readonly behaviours: readonly UpdateBehaviour[];
  /** The template's verdict on each target, in the code given. */
  readonly targetVerdicts: (code: Code) => readonly TargetVerdict[];
  /** Those resources of the code before the edit that the template has nothing to mend on. */
  readonly wereCompliant: (resources: readonly ResourceInCode[]) => readonly ResourceInCode[];
  /** Every template's verdict on every resource of these roots. */
  readonly verdicts: (code: Code, roots: readonly string[]) => Verdicts;
  /** How many edits the same fix would make in the code given. */
  readonly editsAgain: (code: Code) => number;
}

/** The roots that the edited files take part in. */
export function touchedRoots({ before, edits }: Attempt): readonly string[] {
  const paths = new Set(edits.map((edit) => edit.path));
  return [...new Set([...paths].flatMap((path) => before.rootsOf(path)))];
}
