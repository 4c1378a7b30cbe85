import type { EvaluationContext } from '../../../src/model/language.ts';
import type { SourceTree, TextEdit } from '../../../src/model/source.ts';

/** A checkout in memory. */
export function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  return {
    paths: () => Object.keys(files).sort(),
    read: (path) => {
      const text = files[path];
      return text === undefined ? { ok: false, reason: 'gone' } : { ok: true, text };
    },
  };
}

/** The files with the edits carried out. */
export function edited(
  files: Readonly<Record<string, string>>,
  edits: readonly TextEdit[],
): Record<string, string> {
  const after: Record<string, string> = { ...files };
  for (const { path, range, text } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
    const before = after[path] ?? '';
    after[path] = before.slice(0, range.start) + text + before.slice(range.end);
  }
  return after;
}

export const context: EvaluationContext = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
};
