import type { SourceTree } from '../../model/source.ts';

/** The files of one side of a case. */
export function treeOf(files: ReadonlyMap<string, string>): SourceTree {
  const paths = [...files.keys()].sort();
  return {
    paths: () => paths,
    read: (path) => {
      const text = files.get(path);
      return text === undefined
        ? { ok: false, reason: 'there is no such file' }
        : { ok: true, text };
    },
  };
}
