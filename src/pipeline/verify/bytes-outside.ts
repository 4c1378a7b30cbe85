import { editsByPath } from '../../model/edited-tree.ts';
import type { Proof } from '../../model/outcome.ts';
import type { TextEdit } from '../../model/source.ts';
import type { Attempt } from './attempt.ts';

/** Every byte outside the edited spans is the same: no reformatting, no lost comments. */
export function bytesOutsideUnchanged({ before, after, edits }: Attempt): Proof {
  const name = 'bytes-outside';
  for (const [path, fileEdits] of editsByPath(edits)) {
    const old = before.tree.read(path);
    const now = after.tree.read(path);
    if (!old.ok || !now.ok || !agreesOutside(old.text, now.text, fileEdits)) {
      return { name, passed: false, detail: `${path} changed outside of the edit` };
    }
  }
  return { name, passed: true, detail: 'every byte outside the edit is unchanged' };
}

function agreesOutside(old: string, now: string, edits: readonly TextEdit[]): boolean {
  const ordered = [...edits].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
  let oldAt = 0;
  let nowAt = 0;
  for (const { range, text } of ordered) {
    const gap = range.start - oldAt;
    if (old.slice(oldAt, range.start) !== now.slice(nowAt, nowAt + gap)) return false;
    if (now.slice(nowAt + gap, nowAt + gap + text.length) !== text) return false;
    oldAt = range.end;
    nowAt += gap + text.length;
  }
  return old.slice(oldAt) === now.slice(nowAt);
}
