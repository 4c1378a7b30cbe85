import { trimStart } from './characters.ts';
import type { TextPiece } from './template-literals.ts';
import type { Piece } from './template-pieces.ts';

/**
 * The rule of `<<-`: take the smallest indentation of any line away from every line. As in HCL it goes
 * by the pieces: a line that starts with an interpolation has none, an empty line does not count, and a line
 * after a `~}` at a line's end keeps its own.
 */
export function stripIndentation(pieces: readonly Piece[]): void {
  let smallest = Number.POSITIVE_INFINITY;
  let atLineStart = true;
  const lineStarts: TextPiece[] = [];
  for (const piece of pieces) {
    if (atLineStart) {
      atLineStart = false;
      const indentation = indentationOf(piece);
      if (indentation !== null) {
        smallest = Math.min(smallest, indentation);
        if (piece.kind === 'text') lineStarts.push(piece);
      }
    }
    if (piece.kind === 'text' && piece.value.endsWith('\n')) atLineStart = true;
  }
  for (const piece of lineStarts) piece.value = piece.value.slice(smallest);
}

/** Null for a line that is empty or only white space. */
function indentationOf(piece: Piece): number | null {
  if (piece.kind !== 'text') return 0;
  const trimmed = trimStart(piece.value);
  if (trimmed === '' && piece.value.endsWith('\n')) return null;
  return piece.value.length - trimmed.length;
}
