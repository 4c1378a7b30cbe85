import type { Range } from '../../../model/source.ts';
import { Char, trimEnd, trimStart } from './characters.ts';
import { resolveEscapes } from './escapes.ts';
import type { Parser } from './parser.ts';

/** Text up to the next `$`, `%` or end of line: HCL trims and strips in these units. */
export interface TextPiece {
  readonly kind: 'text';
  readonly range: Range;
  value: string;
}

/** What ends a template, and whether a backslash escapes: a quoted string, a heredoc, or a string of its own (in JSON). */
export type LiteralRules =
  | { readonly form: 'quoted' }
  | { readonly form: 'bare' }
  | { readonly form: 'heredoc'; readonly marker: string; readonly bodyStart: number };

/**
 * The text at `at`, up to and with the end of its line; or `sequence` where `${` or `%{` begins, or
 * `end` where the template ends. `$${` and `%%{` are text that stands for itself less one sign.
 */
export function nextLiteral(
  parser: Parser,
  at: number,
  rules: LiteralRules,
): TextPiece | 'sequence' | 'end' {
  const { text } = parser;
  const code = text.charCodeAt(at);
  if (code === Char.dollar || code === Char.percent) {
    let end = at + 1;
    while (text.charCodeAt(end) === code) end++;
    const signs = end - at;
    if (text.charCodeAt(end) !== Char.openBrace) return piece(at, end, text.slice(at, end));
    // Of several signs before a brace the last two are the escape, and those before it stand for themselves.
    return signs === 1
      ? 'sequence'
      : piece(at, end + 1, text.slice(at, end - 2) + text.slice(end - 1, end + 1));
  }
  switch (rules.form) {
    case 'quoted':
      return code === Char.quote ? 'end' : quotedText(parser, at);
    case 'heredoc':
      return isEndOfHeredoc(parser, at, rules) ? 'end' : lineOfHeredoc(parser, at);
    case 'bare':
      return at >= text.length ? 'end' : lineOfText(text, at);
  }
}

function quotedText(parser: Parser, start: number): TextPiece {
  const { text } = parser;
  let at = start;
  let escapes = false;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.quote || code === Char.dollar || code === Char.percent) {
      return piece(start, at, escapes ? resolveEscapes(parser, start, at) : text.slice(start, at));
    }
    if (code === Char.lineFeed || code === Char.carriageReturn) break;
    if (code === Char.backslash) {
      escapes = true;
      at++;
      const next = text.charCodeAt(at);
      if (next === Char.lineFeed || next === Char.carriageReturn) break;
    }
  }
  return parser.fail(
    'This string is not closed: expected " before the end of the line. A string over several lines is a heredoc, like <<EOT.',
    parser.start,
    at,
  );
}

function lineOfText(text: string, start: number): TextPiece {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.dollar || code === Char.percent) break;
    if (code === Char.lineFeed) {
      at++;
      break;
    }
  }
  return piece(start, at, text.slice(start, at));
}

function lineOfHeredoc(parser: Parser, start: number): TextPiece {
  const line = lineOfText(parser.text, start);
  const stray = /\r(?!\n)/.exec(line.value);
  if (stray)
    parser.fail(
      'A carriage return stands only before a newline.',
      start + stray.index,
      start + stray.index + 1,
    );
  return line;
}

/** A heredoc ends at a line that holds only its marker, and such a line must itself end. */
function isEndOfHeredoc(
  parser: Parser,
  at: number,
  { marker, bodyStart }: { readonly marker: string; readonly bodyStart: number },
): boolean {
  const { text } = parser;
  const atLineStart = at === bodyStart || text.charCodeAt(at - 1) === Char.lineFeed;
  if (!atLineStart && at < text.length) return false;
  const newline = text.indexOf('\n', at);
  if (newline === -1)
    parser.fail(`This heredoc is not closed: expected a line that holds only ${marker}.`);
  const line = text.slice(at, newline);
  return line.includes(marker) && trimStart(trimEnd(line)) === marker;
}

function piece(start: number, end: number, value: string): TextPiece {
  return { kind: 'text', range: { start, end }, value };
}
