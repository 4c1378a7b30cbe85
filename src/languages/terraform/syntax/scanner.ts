import type { Comment } from './ast.ts';
import { Char, continuesIdentifier, isDigit, startsIdentifier } from './characters.ts';
import { SyntaxFailure } from './failure.ts';
import { symbolsByFirst, type TokenKind } from './tokens.ts';

const unicodeName = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const number = /\d(?:[\d.]|[eE][+-]?\d)*/y;
const heredocOpening = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy;

/** Why a character that another language would take is not one of HCL. */
const advice = new Map([
  ["'", 'Strings stand in double quotes'],
  ['`', 'A string over several lines is a heredoc, like <<EOT'],
  [';', 'Arguments and blocks are separated by newlines, elements by commas'],
  ['&', 'There are no bitwise operators; the logical one is &&'],
  ['|', 'There are no bitwise operators; the logical one is ||'],
  ['^', 'There are no bitwise operators'],
  ['~', 'There are no bitwise operators; the logical negation is !'],
]);

/**
 * Reads tokens one by one. The current token is `kind` from `start` to `end`; `advance` goes to the next.
 * Inside brackets newlines mean nothing: whoever opens one sets `newlines` before going on.
 * Templates are not tokens: their parser reads the text itself and then sets `end`.
 */
export class Scanner {
  readonly text: string;
  readonly comments: Comment[] = [];
  kind: TokenKind = 'newline';
  start = 0;
  end = 0;
  /** The end of the token before the current one. */
  previousEnd = 0;
  /** Whether a newline is a token (in bodies and object constructors) or white space. */
  newlines = true;

  /** Stands before the first token; a byte order mark is skipped. */
  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === Char.byteOrderMark) this.end = 1;
  }

  /** Whether the current token is of this kind. */
  at(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** The text of the current token. */
  word(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Whether the current token is this word. HCL has no reserved words, only places where one means something. */
  isWord(word: string): boolean {
    return (
      this.kind === 'name' &&
      this.end - this.start === word.length &&
      this.text.startsWith(word, this.start)
    );
  }

  /** Gives up, at the current token unless a place is given. */
  fail(message: string, start = this.start, end = this.end): never {
    throw new SyntaxFailure(message, start, end);
  }

  /** Goes to the next token. */
  advance(): void {
    this.previousEnd = this.end;
    this.start = this.skipSpace(this.end);
    this.end = this.scan(this.start);
  }

  /** The next place that is neither white space nor a comment, nor a newline where those mean nothing. */
  private skipSpace(from: number): number {
    const { text } = this;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === Char.space || code === Char.tab) at++;
      else if (code === Char.lineFeed && !this.newlines) at++;
      else if (code === Char.carriageReturn && !this.newlines && this.isNewline(at)) at += 2;
      else if (code === Char.hash) at = this.lineComment(at, '#');
      else if (code !== Char.slash) return at;
      else if (text.startsWith('//', at)) at = this.lineComment(at, '//');
      else if (text.startsWith('/*', at)) at = this.blockComment(at);
      else return at;
    }
  }

  /** Sets the kind of the token at `start` and gives its end. */
  private scan(start: number): number {
    const { text } = this;
    const code = text.charCodeAt(start);
    if (startsIdentifier(code)) {
      this.kind = 'name';
      return this.endOfName(start);
    }
    if (this.isNewline(start)) {
      this.kind = 'newline';
      return code === Char.lineFeed ? start + 1 : start + 2;
    }
    if (code === Char.quote) {
      this.kind = '"';
      return start + 1;
    }
    if (isDigit(code)) {
      this.kind = 'number';
      return this.endOfNumber(start);
    }
    if (start >= text.length) {
      this.kind = 'end of file';
      return text.length;
    }
    if (code >= Char.firstNonAscii) {
      this.kind = 'name';
      return endOfMatch(unicodeName, text, start) ?? this.failCharacter(start);
    }
    return this.endOfSymbol(start, code);
  }

  private isNewline(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return (
      code === Char.lineFeed || (code === Char.carriageReturn && this.text.startsWith('\n', at + 1))
    );
  }

  private endOfName(start: number): number {
    let end = start + 1;
    let code = this.text.charCodeAt(end);
    while (continuesIdentifier(code)) code = this.text.charCodeAt(++end);
    return code >= Char.firstNonAscii ? (endOfMatch(unicodeName, this.text, start) ?? end) : end;
  }

  private endOfNumber(start: number): number {
    let end = endOfMatch(number, this.text, start) ?? start + 1;
    // `1.` is a number and a dot, `1...` a number and an ellipsis.
    while (this.text.charAt(end - 1) === '.') end--;
    return end;
  }

  private endOfSymbol(start: number, code: number): number {
    const { text } = this;
    if (text.startsWith('<<', start)) {
      const end = endOfMatch(heredocOpening, text, start);
      if (end !== null) {
        this.kind = 'heredoc';
        return end;
      }
    }
    for (const symbol of symbolsByFirst.get(code) ?? [])
      if (text.startsWith(symbol, start)) {
        this.kind = symbol;
        return start + symbol.length;
      }
    return this.failCharacter(start);
  }

  private failCharacter(start: number): never {
    const character = String.fromCodePoint(this.text.codePointAt(start) ?? 0);
    const reason = advice.get(character) ?? 'It is not used in this language';
    return this.fail(
      `The character ${JSON.stringify(character)} is not valid here. ${reason}.`,
      start,
      start + character.length,
    );
  }

  private lineComment(start: number, style: '#' | '//'): number {
    const newline = this.text.indexOf('\n', start);
    let end = newline === -1 ? this.text.length : newline;
    if (newline !== -1 && this.text.charCodeAt(end - 1) === Char.carriageReturn) end--;
    this.comments.push({ range: { start, end }, style });
    return end;
  }

  private blockComment(start: number): number {
    const close = this.text.indexOf('*/', start + 2);
    if (close === -1) this.fail('This comment is not closed: expected */.', start, start + 2);
    this.comments.push({ range: { start, end: close + 2 }, style: '/*' });
    return close + 2;
  }
}

/** Where a sticky expression that starts at `start` ends, or null. */
function endOfMatch(pattern: RegExp, text: string, start: number): number | null {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : null;
}
