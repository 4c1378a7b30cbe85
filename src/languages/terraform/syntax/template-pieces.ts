import type { Range } from '../../../model/source.ts';
import type { Expression, TemplateInterpolation } from './ast.ts';
import { trimEnd, trimStart } from './characters.ts';
import { type ForHead, parseForHead } from './for-expressions.ts';
import type { Parser } from './parser.ts';
import { type LiteralRules, nextLiteral, type TextPiece } from './template-literals.ts';

/** A template as a flat sequence: text, interpolations, and directives not yet paired. */
export type Piece = TextPiece | TemplateInterpolation | OpeningPiece | ClosingPiece;

/** `%{ if … }` or `%{ for … }`. */
export type OpeningPiece =
  | { readonly kind: 'if'; readonly range: Range; readonly condition: Expression }
  | { readonly kind: 'for'; readonly range: Range; readonly head: ForHead };

/** `%{ else }`, `%{ endif }` or `%{ endfor }`. */
export interface ClosingPiece {
  readonly kind: 'closing';
  readonly range: Range;
  readonly keyword: string;
}

/** Reads the pieces from `start` to the end of the template, and leaves the parser's `end` there. */
export function readPieces(parser: Parser, start: number, rules: LiteralRules): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  let trimNext = false;
  for (;;) {
    const literal = nextLiteral(parser, at, rules);
    if (literal === 'end') break;
    if (literal === 'sequence') {
      const previous = pieces.at(-1);
      if (parser.text.startsWith('~', at + 2) && previous?.kind === 'text')
        previous.value = trimEnd(previous.value);
      pieces.push(readSequence(parser, at));
      trimNext = parser.kind === '~}';
      at = parser.end;
    } else {
      if (trimNext) literal.value = trimStart(literal.value);
      trimNext = false;
      pieces.push(literal);
      at = literal.range.end;
    }
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
  const content = text.startsWith('$', start)
    ? ({ kind: 'interpolation', expression: parser.expression() } as const)
    : readDirective(parser);
  if (!parser.at('}') && !parser.at('~}'))
    parser.failExpected(
      `"}" at the end of the ${content.kind === 'interpolation' ? 'interpolation' : 'directive'}`,
    );
  parser.newlines = newlines;
  return { ...content, range: { start, end: parser.end } };
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
      return { kind: 'closing', keyword } as const;
    default:
      return parser.failExpected('if, else, endif, for or endfor');
  }
}
