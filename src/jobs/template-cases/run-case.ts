import { editedTree } from '../../model/edited-tree.ts';
import type { SourceTree } from '../../model/source.ts';
import { unifiedDiff } from '../../pipeline/deliver/unified-diff.ts';
import type { Template } from '../../pipeline/fix/index.ts';
import type { ProvenFix } from '../remediate/carry-out.ts';
import { attemptCase, type CaseAttempt, type CaseLibrary } from './attempt-case.ts';
import { treeOf } from './case-tree.ts';
import type { TemplateCase } from './read-cases.ts';

/**
 * Puts a template to one of its cases, and compares.
 * @returns what is not as the case expects, one sentence each; none when it is.
 */
export async function runCase(
  template: Template,
  one: TemplateCase,
  library: CaseLibrary,
): Promise<readonly string[]> {
  const attempt = await attemptCase(template, one, library);
  if (!attempt.ok) return attempt.error;
  return attempt.value.kind === 'fix'
    ? compareFix(one, attempt.value)
    : compareOutcome(one, attempt.value);
}

function compareOutcome(
  one: TemplateCase,
  { outcome, reason }: Exclude<CaseAttempt, ProvenFix>,
): readonly string[] {
  if (outcome !== one.outcome)
    return [`The outcome is ${outcome} (${reason}), and ${one.outcome} is expected.`];
  return one.reason === null || reason.includes(one.reason)
    ? []
    : [`The reason is "${reason}", and "${one.reason}" is expected in it.`];
}

function compareFix(one: TemplateCase, fix: ProvenFix): readonly string[] {
  if (one.outcome !== 'fixed') return [`The outcome is fixed, and ${one.outcome} is expected.`];
  const after = editedTree(treeOf(one.before), fix.edits);
  const problems: string[] = [];
  for (const path of after.paths()) {
    const made = textOf(after, path);
    const expected = one.after.get(path) ?? one.before.get(path) ?? '';
    if (made !== expected)
      problems.push(
        `${path} is not as in after/ (- what after/ has, + what the fix makes):\n${unifiedDiff(path, expected, made)}`,
      );
  }
  for (const path of one.after.keys())
    if (!one.before.has(path)) problems.push(`after/${path} has no counterpart in before/.`);
  return [...problems, ...compareBlockers(one.blocker, fix.blockers)];
}

function compareBlockers(expected: string | null, blockers: readonly string[]): readonly string[] {
  if (expected === null)
    return blockers.map(
      (blocker) => `It is not ready to merge, which the case does not expect: ${blocker}`,
    );
  return blockers.some((blocker) => blocker.includes(expected))
    ? []
    : [`"${expected}" is expected to keep it from being ready to merge: ${blockers.join(' ')}`];
}

function textOf(tree: SourceTree, path: string): string {
  const read = tree.read(path);
  return read.ok ? read.text : '';
}
