import { createHash } from 'node:crypto';
import { changedFiles } from '../../model/changed-files.ts';
import type { PullRequestContent } from '../../model/pull-request.ts';
import { issueText, pullRequestText } from '../../pipeline/deliver/body/body.ts';
import {
  CODE_OWNERS_PATHS,
  ownersOf,
  parseCodeOwners,
} from '../../pipeline/deliver/code-owners.ts';
import { unifiedDiff } from '../../pipeline/deliver/unified-diff.ts';
import type { IndexedTree } from '../index/indexed-tree.ts';
import type { Plan } from './plan.ts';

/** A plan as far as the code and the change decide it; how its findings stand is added. */
export type PlanContent = Omit<
  Plan,
  'finding' | 'findings' | 'previous' | 'attempted' | 'mergeCommit' | 'told' | 'reason'
>;

/** Everything that proposing a change needs, worked out on an indexed commit. */
export function makePlan(
  content: PullRequestContent,
  commit: string,
  { tree, files }: IndexedTree,
): PlanContent {
  const changed = changedFiles(content.change.edits, tree);
  const diff = changed.map(({ path, before, after }) => unifiedDiff(path, before, after)).join('');
  return {
    base: commit,
    files: changed.map(({ path, after }) => {
      const { mode, sha } = files.get(path) ?? { mode: '100644', sha: '' };
      return { path, mode, before: sha, text: after };
    }),
    edits: digestOf(diff),
    text: pullRequestText(content),
    issue: issueText(content, diff),
    draft: !content.change.readyToMerge,
    priority: content.change.priority,
    replaces: content.findings.some(({ outcome }) => outcome.risk?.update === 'replaces'),
    reviewers: reviewersOf(
      tree,
      changed.map(({ path }) => path),
    ),
  };
}

/** Of the lines that a diff adds and takes away: code around them may move. */
function digestOf(diff: string): string {
  const lines = diff.split('\n').filter((line) => /^[+-]/.test(line));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function reviewersOf(tree: IndexedTree['tree'], paths: readonly string[]): string[] {
  for (const path of CODE_OWNERS_PATHS) {
    const source = tree.read(path);
    if (source.ok) return ownersOf(parseCodeOwners(source.text), paths);
  }
  return [];
}
