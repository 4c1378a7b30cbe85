import type { TemplatePart } from './ast.ts';
import type { Parser } from './parser.ts';
import type { TextPiece } from './template-literals.ts';
import type { ClosingPiece, OpeningPiece, Piece } from './template-pieces.ts';

/** Pairs the directives and joins neighbouring text. Fails where a directive has no counterpart. */
export function buildParts(parser: Parser, pieces: readonly Piece[]): TemplatePart[] {
  const { parts, closing } = partsUntilClosing(parser, pieces.values());
  if (closing)
    parser.fail(
      `This "${closing.keyword}" belongs to no "${closing.keyword === 'endfor' ? 'for' : 'if'}".`,
      closing.range.start,
      closing.range.end,
    );
  return parts;
}

/** The parts up to the next closing directive, which is taken too, or to the end. */
function partsUntilClosing(
  parser: Parser,
  pieces: Iterator<Piece>,
): { parts: TemplatePart[]; closing: ClosingPiece | null } {
  const parts: TemplatePart[] = [];
  for (let next = pieces.next(); !next.done; next = pieces.next()) {
    const piece = next.value;
    if (piece.kind === 'closing') return { parts, closing: piece };
    if (piece.kind === 'text') addText(parts, piece);
    else if (piece.kind === 'interpolation') parts.push(piece);
    else parts.push(directive(parser, piece, pieces));
  }
  return { parts, closing: null };
}

function addText(parts: TemplatePart[], { range, value }: TextPiece): void {
  const previous = parts.at(-1);
  if (previous?.kind !== 'text') parts.push({ kind: 'text', range, value });
  else
    parts[parts.length - 1] = {
      kind: 'text',
      range: { start: previous.range.start, end: range.end },
      value: previous.value + value,
    };
}

function directive(parser: Parser, open: OpeningPiece, pieces: Iterator<Piece>): TemplatePart {
  const outer = parser.enter();
  const first = partsUntilClosing(parser, pieces);
  const second =
    open.kind === 'if' && first.closing?.keyword === 'else'
      ? partsUntilClosing(parser, pieces)
      : null;
  const { closing } = second ?? first;
  const expected = `end${open.kind}`;
  if (closing?.keyword !== expected) {
    const { start, end } = (closing ?? open).range;
    return parser.fail(`Expected "${expected}" for the "${open.kind}" here.`, start, end);
  }
  parser.leave(outer);
  const range = { start: open.range.start, end: closing.range.end };
  return open.kind === 'if'
    ? {
        kind: 'if',
        range,
        condition: open.condition,
        then: first.parts,
        otherwise: second?.parts ?? [],
      }
    : { kind: 'for', range, ...open.head, parts: first.parts };
}
