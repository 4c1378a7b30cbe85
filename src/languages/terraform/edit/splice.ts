import type { Layer, Range } from '../../../model/source.ts';

/** Other text for a range of one file. */
export interface Replacement {
  readonly range: Range;
  readonly text: string;
}

/** A replacement and the layer that it changes: an edit of the model without its path. */
export interface Splice extends Replacement {
  readonly layer: Layer;
}

/** The text after the replacements, which do not overlap. */
export function spliced(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let at = 0;
  for (const replacement of inOrder(replacements)) {
    result += text.slice(at, replacement.range.start) + replacement.text;
    at = replacement.range.end;
  }
  return result + text.slice(at);
}

/** By place; insertions at one place keep their order, and come before what replaces the text there. */
export function inOrder<T extends Replacement>(replacements: readonly T[]): readonly T[] {
  return replacements.toSorted(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
}

/** Text put in at one place. */
export function insertion(at: number, text: string): Replacement {
  return { range: { start: at, end: at }, text };
}

/** Text taken away. */
export function deletion(start: number, end: number): Replacement {
  return { range: { start, end }, text: '' };
}
