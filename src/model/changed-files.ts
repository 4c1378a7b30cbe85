import { applyEdits, editsByPath } from './edited-tree.ts';
import type { Layer, SourceTree, TextEdit } from './source.ts';

/** A file before and after its edits. */
export interface ChangedFile {
  readonly path: string;
  readonly layers: readonly Layer[];
  readonly before: string;
  readonly after: string;
}

/** The files that edits change, in the order of their paths. */
export function changedFiles(edits: readonly TextEdit[], tree: SourceTree): readonly ChangedFile[] {
  return [...editsByPath(edits)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, fileEdits]) => {
      const source = tree.read(path);
      if (!source.ok) return [];
      const layers = [...new Set(fileEdits.map(({ layer }) => layer))];
      return [{ path, layers, before: source.text, after: applyEdits(source.text, fileEdits) }];
    });
}
