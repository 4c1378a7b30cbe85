import type { Range } from '../../../model/source.ts';

/**
 * The tokens of HCL as `terraform fmt` sees them (hclsyntax/scan_tokens.rl): enough to decide about
 * the spaces between them. Text that is not HCL comes out as tokens too; nothing fails here.
 */
export interface Token {
  readonly kind: TokenKind;
  readonly range: Range;
  readonly text: string;
}

/** A punctuation mark or operator is its own kind. */
export type TokenKind =
  | 'identifier'
  | 'number'
  | 'newline'
  | 'comment'
  | 'open-quote'
  | 'close-quote'
  | 'open-heredoc'
  | 'close-heredoc'
  | 'literal'
  | 'open-template'
  | 'close-template'
  | '('
  | ')'
  | '['
  | ']'
  | '{'
  | '}'
  | 'symbol';

const spaces = /[ \t]+/y;
const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const comment = /(?:#|\/\/)[^\n]*\n?|\/\*[\s\S]*?\*\//y;
const heredoc = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const symbol = /\.\.\.|=>|[=!<>]=|&&|\|\||::|[\s\S]/uy;
const quoted = /(?:\\[^\r\n]|\$\$\{|%%\{|\$(?!\{)|%(?!\{)|[^\\$%"\r\n])+/y;

/** Where the scanner is: in configuration, in a quoted string, or in a heredoc. */
type Mode =
  | { readonly kind: 'code'; depth: number }
  | { readonly kind: 'quoted' }
  | { readonly kind: 'heredoc'; readonly marker: string };

/** What begins at a place, and where it ends. */
type Found = readonly [kind: TokenKind, end: number];

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const modes: Mode[] = [];
  const base: Mode = { kind: 'code', depth: 0 };
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const mode = modes.at(-1) ?? base;
    const afterSpaces = mode.kind === 'code' ? matchEnd(spaces, text, at) : null;
    if (afterSpaces !== null) {
      at = afterSpaces;
      continue;
    }
    const [kind, end] = tokenAt(text, at, mode, modes);
    tokens.push({ kind, range: { start: at, end }, text: text.slice(at, end) });
    at = end;
  }
  return tokens;
}

function tokenAt(text: string, at: number, mode: Mode, modes: Mode[]): Found {
  switch (mode.kind) {
    case 'code':
      return inCode(text, at, mode, modes);
    case 'quoted':
      return inQuoted(text, at, modes);
    case 'heredoc':
      return inHeredoc(text, at, mode.marker, modes);
  }
}

function inQuoted(text: string, at: number, modes: Mode[]): Found {
  if (text[at] === '"') {
    modes.pop();
    return ['close-quote', at + 1];
  }
  return openTemplate(text, at, modes) ?? ['literal', matchEnd(quoted, text, at) ?? at + 1];
}

function inHeredoc(text: string, at: number, marker: string, modes: Mode[]): Found {
  const opened = openTemplate(text, at, modes);
  if (opened !== null) return opened;
  const end = heredocLiteralEnd(text, at);
  const startsLine = text[at - 1] === '\n';
  if (startsLine && text.slice(at, end).trim() === marker && isLineEnd(text, end)) {
    modes.pop();
    return ['close-heredoc', text[end - 1] === '\r' ? end - 1 : end];
  }
  return ['literal', text[end] === '\n' ? end + 1 : end];
}

function openTemplate(text: string, at: number, modes: Mode[]): Found | null {
  if (!text.startsWith('${', at) && !text.startsWith('%{', at)) return null;
  modes.push({ kind: 'code', depth: 0 });
  return ['open-template', at + (text[at + 2] === '~' ? 3 : 2)];
}

function inCode(text: string, at: number, mode: { depth: number }, modes: Mode[]): Found {
  const character = text[at] ?? '';
  if (character === '\n') return ['newline', at + 1];
  if (text.startsWith('\r\n', at)) return ['newline', at + 2];
  if (character === '"') {
    modes.push({ kind: 'quoted' });
    return ['open-quote', at + 1];
  }
  if (mode.depth === 0 && modes.length > 0 && (character === '}' || text.startsWith('~}', at))) {
    modes.pop();
    return ['close-template', at + (character === '}' ? 1 : 2)];
  }
  if (character === '{' || character === '}') {
    mode.depth += character === '{' ? 1 : -1;
    return [character, at + 1];
  }
  if (character === '(' || character === ')' || character === '[' || character === ']') {
    return [character, at + 1];
  }
  return wordAt(text, at, modes);
}

function wordAt(text: string, at: number, modes: Mode[]): Found {
  heredoc.lastIndex = at;
  const opened = heredoc.exec(text);
  if (opened !== null) {
    modes.push({ kind: 'heredoc', marker: opened[1] ?? '' });
    return ['open-heredoc', heredoc.lastIndex];
  }
  const patterns = [
    ['comment', comment],
    ['identifier', identifier],
    ['number', number],
  ] as const;
  for (const [kind, pattern] of patterns) {
    const end = matchEnd(pattern, text, at);
    if (end !== null) return [kind, end];
  }
  return ['symbol', matchEnd(symbol, text, at) ?? at + 1];
}

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** The end of the literal text that begins here: a template sequence or the end of the line. */
function heredocLiteralEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') return at;
    const opens = (character === '$' || character === '%') && text[at + 1] === '{';
    if (opens && (at === start || text[at - 1] !== character)) return at;
  }
  return text.length;
}

function isLineEnd(text: string, at: number): boolean {
  return at === text.length || text[at] === '\n';
}
