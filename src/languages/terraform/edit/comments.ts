import type { ConfigFile } from '../syntax/ast.ts';
import { isBlankLine, lineStart } from './layout.ts';

/** Where the comment lines directly above a thing begin; the thing's own line when there are none. */
export function startWithComments(file: ConfigFile, offset: number): number {
  let start = lineStart(file.text, offset);
  while (start > lineStart(file.text, 0)) {
    const above = lineStart(file.text, start - 1);
    const comment = file.comments.find((one) => lineEndsWithin(file, one.range.end, start));
    if (comment === undefined || isBlankLine(file.text, above)) break;
    const first = lineStart(file.text, comment.range.start);
    if (file.text.slice(first, comment.range.start).trim() !== '') break;
    start = first;
  }
  return start;
}

/** Whether a comment ends on the line that ends at `lineBreak`; a range may or may not hold that line break. */
function lineEndsWithin(file: ConfigFile, commentEnd: number, nextStart: number): boolean {
  return (
    commentEnd <= nextStart &&
    file.text.slice(commentEnd, nextStart).trim() === '' &&
    !file.text.slice(commentEnd, nextStart - 1).includes('\n')
  );
}

/** The first `character` from `start` on that is not in a comment; null when `end` comes first. */
export function findOutsideComments(
  file: ConfigFile,
  character: string,
  start: number,
  end: number,
): number | null {
  for (let at = start; at < end; at++) {
    const comment = file.comments.find((one) => one.range.start <= at && at < one.range.end);
    if (comment !== undefined) at = comment.range.end - 1;
    else if (file.text[at] === character) return at;
  }
  return null;
}

/** Whether any comment lies between two places. */
export function hasComment(file: ConfigFile, start: number, end: number): boolean {
  return file.comments.some((one) => one.range.start >= start && one.range.end <= end);
}
