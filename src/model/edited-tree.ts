import { InternalError } from '../foundation/errors.ts';
import type { SourceText, SourceTree, TextEdit } from './source.ts';

/** The text with all edits made. Edits must not overlap; several insertions at one place keep their order. */
export function applyEdits(
  text: string,
  edits: readonly Pick<TextEdit, 'range' | 'text'>[],
): string {
  const ordered = [...edits].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
  const pieces: string[] = [];
  let at = 0;
  for (const edit of ordered) {
    if (edit.range.start < at)
      throw new InternalError(`edits overlap at offset ${edit.range.start}`);
    pieces.push(text.slice(at, edit.range.start), edit.text);
    at = edit.range.end;
  }
  return [...pieces, text.slice(at)].join('');
}

/** Edits by file. */
export function editsByPath(edits: readonly TextEdit[]): ReadonlyMap<string, readonly TextEdit[]> {
  return Map.groupBy(edits, (edit) => edit.path);
}

/** The tree as it is after the edits; everything else is read from the tree below. */
export function editedTree(tree: SourceTree, edits: readonly TextEdit[]): SourceTree {
  const texts = new Map<string, SourceText>();
  for (const [path, fileEdits] of editsByPath(edits)) {
    const before = tree.read(path);
    texts.set(path, before.ok ? { ok: true, text: applyEdits(before.text, fileEdits) } : before);
  }
  return {
    paths: () => tree.paths(),
    read: (path) => texts.get(path) ?? tree.read(path),
  };
}
