import { diffLines } from 'diff';
import type { Layer, TextEdit } from '../../model/source.ts';

/** The edits, in whole lines, that turn one text into the other. */
export function lineEdits(
  path: string,
  before: string,
  after: string,
  layer: Layer,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let pending: { start: number; end: number; text: string } | null = null;
  for (const part of diffLines(before, after)) {
    if (!part.added && !part.removed) {
      if (pending !== null) edits.push(edit(path, pending, layer));
      pending = null;
      at += part.value.length;
      continue;
    }
    pending ??= { start: at, end: at, text: '' };
    if (part.removed) {
      at += part.value.length;
      pending.end = at;
    } else {
      pending.text += part.value;
    }
  }
  return pending === null ? edits : [...edits, edit(path, pending, layer)];
}

/** The edit's place widened to the lines that it touches: where fixes are combined, whole lines change. */
export function linesTouched(one: TextEdit, text: string): TextEdit {
  const start = text.lastIndexOf('\n', one.range.start - 1) + 1;
  const lineEnd = text.indexOf('\n', Math.max(one.range.end - 1, one.range.start));
  const end = Math.max(lineEnd < 0 ? text.length : lineEnd, one.range.end);
  return { ...one, range: { start: one.range.start === 0 ? 0 : start, end } };
}

function edit(
  path: string,
  { start, end, text }: { start: number; end: number; text: string },
  layer: Layer,
): TextEdit {
  return { path, range: { start, end }, text, layer };
}
