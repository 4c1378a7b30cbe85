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
const comment = /(?:#|\/\/)[^\n]*\n?|\/\*[^]*?\*\//y;
const heredoc = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const symbol = /\.\.\.|=>|[=!<>]=|&&|\|\||::|[^]/uy;
const quoted = /(?:\\[^\r\n]|\$\$\{|%%\{|\$(?!\{)|%(?!\{)|[^\\$%"\r\n])+/y;

/** Where the scanner is: in configuration, in a quoted string, or in a heredoc. */
type Mode =
  | { readonly kind: 'code'; depth: number }
  | { readonly kind: 'quoted' }
  | { readonly kind: 'heredoc'; readonly marker: string };

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const modes: Mode[] = [{ kind: 'code', depth: 0 }];
  let at = text.startsWith('\uFEFF') ? 1 : 0;

  const push = (kind: TokenKind, end: number): void => {
    tokens.push({ kind, range: { start: at, end }, text: text.slice(at, end) });
    at = end;
  };

  const template = (): boolean => {
    if (!text.startsWith('${', at) && !text.startsWith('%{', at)) return false;
    push('open-template', at + (text[at + 2] === '~' ? 3 : 2));
    modes.push({ kind: 'code', depth: 0 });
    return true;
  };

  const scanQuoted = (): void => {
    if (text[at] === '"') {
      push('close-quote', at + 1);
      modes.pop();
    } else if (!template()) {
      push('literal', matchEnd(quoted, text, at) ?? at + 1);
    }
  };

  const scanHeredoc = (marker: string): void => {
    if (template()) return;
    const end = heredocLiteralEnd(text, at);
    const startsLine = text[at - 1] === '\n';
    if (startsLine && text.slice(at, end).trim() === marker && isLineEnd(text, end)) {
      push('close-heredoc', text[end - 1] === '\r' ? end - 1 : end);
      modes.pop();
    } else {
      push('literal', text[end] === '\n' ? end + 1 : end);
    }
  };

  const scanCode = (mode: { depth: number }): void => {
    const afterSpaces = matchEnd(spaces, text, at);
    if (afterSpaces !== null) {
      at = afterSpaces;
      return;
    }
    const character = text[at];
    if (character === '\n') return push('newline', at + 1);
    if (text.startsWith('\r\n', at)) return push('newline', at + 2);
    if (character === '"') {
      modes.push({ kind: 'quoted' });
      return push('open-quote', at + 1);
    }
    heredoc.lastIndex = at;
    const opened = heredoc.exec(text);
    if (opened !== null) {
      modes.push({ kind: 'heredoc', marker: opened[1] ?? '' });
      return push('open-heredoc', heredoc.lastIndex);
    }
    const commentEnd = matchEnd(comment, text, at);
    if (commentEnd !== null) return push('comment', commentEnd);
    const closesTemplate = mode.depth === 0 && modes.length > 1;
    if (closesTemplate && (character === '}' || text.startsWith('~}', at))) {
      modes.pop();
      return push('close-template', at + (character === '}' ? 1 : 2));
    }
    if (character === '{' || character === '}') {
      mode.depth += character === '{' ? 1 : -1;
      return push(character, at + 1);
    }
    if (character === '(' || character === ')' || character === '[' || character === ']') {
      return push(character, at + 1);
    }
    const identifierEnd = matchEnd(identifier, text, at);
    if (identifierEnd !== null) return push('identifier', identifierEnd);
    const numberEnd = matchEnd(number, text, at);
    if (numberEnd !== null) return push('number', numberEnd);
    push('symbol', matchEnd(symbol, text, at) ?? at + 1);
  };

  while (at < text.length) {
    const mode = modes.at(-1) ?? { kind: 'code', depth: 0 };
    if (mode.kind === 'code') scanCode(mode);
    else if (mode.kind === 'quoted') scanQuoted();
    else scanHeredoc(mode.marker);
  }
  return tokens;
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
    if ((character === '$' || character === '%') && text[at + 1] === '{') {
      if (text[at - 1] !== character || at === start) return at;
    }
  }
  return text.length;
}

function isLineEnd(text: string, at: number): boolean {
  return at === text.length || text[at] === '\n';
}
