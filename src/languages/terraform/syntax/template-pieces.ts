import type { Expression } from './ast.ts';
import { trimEnd, trimStart } from './characters.ts';
import { type ForHead, parseForHead } from './for-expressions.ts';
import type { Parser } from './parser.ts';
import { type LiteralRules, nextLiteral } from './template-literals.ts';

/** A template as a flat sequence: text, interpolations, and directives not yet paired. */
export type Piece =
  | TextPiece
  | {
      readonly kind: 'interpolation';
      readonly start: number;
      readonly end: number;
      readonly expression: Expression;
    }
  | {
      readonly kind: 'if';
      readonly start: number;
      readonly end: number;
      readonly condition: Expression;
    }
  | { readonly kind: 'for'; readonly start: number; readonly end: number; readonly head: ForHead }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly start: number; readonly end: number };

/** Text up to the next `$`, `%` or end of line: HCL trims and strips in these units. */
export interface TextPiece {
  readonly kind: 'text';
  readonly start: number;
  readonly end: number;
  value: string;
}

/** Reads the pieces from `start` to the end of the template, and leaves the parser's `end` there. */
export function readPieces(parser: Parser, start: number, rules: LiteralRules): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  let trimNext = false;
  for (;;) {
    const literal = nextLiteral(parser, at, rules);
    if (literal === 'end') break;
    if (literal !== 'sequence') {
      if (trimNext) literal.value = trimStart(literal.value);
      trimNext = false;
      pieces.push(literal);
      at = literal.end;
      continue;
    }
    const previous = pieces.at(-1);
    if (parser.text.startsWith('~', at + 2) && previous?.kind === 'text')
      previous.value = trimEnd(previous.value);
    pieces.push(readSequence(parser, at));
    trimNext = parser.at('~}');
    at = parser.end;
  }
  parser.end = at;
  return pieces;
}

/** `${ … }` or `%{ … }`; the parser stays on the closing brace. */
function readSequence(parser: Parser, start: number): Piece {
  const { text, newlines } = parser;
  parser.end = start + (text.startsWith('~', start + 2) ? 3 : 2);
  parser.newlines = false;
  parser.advance();
  const piece = text.startsWith('$', start)
    ? ({ kind: 'interpolation', expression: parser.expression() } as const)
    : readDirective(parser);
  if (!parser.at('}') && !parser.at('~}'))
    parser.failExpected(
      `"}" at the end of the ${piece.kind === 'interpolation' ? 'interpolation' : 'directive'}`,
    );
  parser.newlines = newlines;
  return { ...piece, start, end: parser.end };
}

function readDirective(parser: Parser) {
  const keyword = parser.word();
  switch (keyword) {
    case 'if':
      parser.advance();
      return { kind: keyword, condition: parser.expression() } as const;
    case 'for':
      return { kind: keyword, head: parseForHead(parser) } as const;
    case 'else':
    case 'endif':
    case 'endfor':
      parser.advance();
      return { kind: keyword } as const;
    default:
      return parser.failExpected('if, else, endif, for or endfor');
  }
}
