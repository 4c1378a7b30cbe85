import type { TemplatePart } from './ast.ts';
import type { Parser } from './parser.ts';
import type { Piece } from './template-pieces.ts';

/** Pairs the directives and joins neighbouring text. Fails where a directive has no counterpart. */
export function buildParts(parser: Parser, pieces: readonly Piece[]): TemplatePart[] {
  const rest = new Pieces(pieces);
  const parts = partsUntilEnd(parser, rest);
  const stray = rest.next();
  if (stray)
    parser.fail(
      `This "${stray.kind}" belongs to no "${stray.kind === 'endfor' ? 'for' : 'if'}".`,
      stray.start,
      stray.end,
    );
  return parts;
}

class Pieces {
  private readonly pieces: readonly Piece[];
  private at = 0;

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
  }

  peek(): Piece | undefined {
    return this.pieces[this.at];
  }

  next(): Piece | undefined {
    return this.pieces[this.at++];
  }
}

function partsUntilEnd(parser: Parser, rest: Pieces): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (let piece = rest.peek(); piece !== undefined; piece = rest.peek()) {
    if (piece.kind === 'else' || piece.kind === 'endif' || piece.kind === 'endfor') break;
    rest.next();
    if (piece.kind === 'text') addText(parts, piece);
    else if (piece.kind === 'interpolation')
      parts.push({
        kind: 'interpolation',
        range: { start: piece.start, end: piece.end },
        expression: piece.expression,
      });
    else parts.push(directive(parser, piece, rest));
  }
  return parts;
}

function addText(
  parts: TemplatePart[],
  piece: { start: number; end: number; value: string },
): void {
  const previous = parts.at(-1);
  if (previous?.kind === 'text') {
    const range = { start: previous.range.start, end: piece.end };
    parts[parts.length - 1] = { kind: 'text', range, value: previous.value + piece.value };
  } else
    parts.push({ kind: 'text', range: { start: piece.start, end: piece.end }, value: piece.value });
}

function directive(
  parser: Parser,
  open: Extract<Piece, { kind: 'if' } | { kind: 'for' }>,
  rest: Pieces,
): TemplatePart {
  const outer = parser.enter();
  const inside = partsUntilEnd(parser, rest);
  let closing = rest.next();
  let otherwise: TemplatePart[] = [];
  if (open.kind === 'if' && closing?.kind === 'else') {
    otherwise = partsUntilEnd(parser, rest);
    closing = rest.next();
  }
  const expected = `end${open.kind}`;
  if (closing?.kind !== expected) {
    const { start, end } = closing ?? open;
    return parser.fail(
      `Expected "${expected}" for the "${open.kind}" of this template.`,
      start,
      end,
    );
  }
  parser.leave(outer);
  const range = { start: open.start, end: closing.end };
  return open.kind === 'if'
    ? { kind: 'if', range, condition: open.condition, then: inside, otherwise }
    : { kind: 'for', range, ...open.head, parts: inside };
}
