import type { Expression, ForExpression } from './ast.ts';
import type { Parser } from './parser.ts';

/** The names and the collection of a `for`, in an expression or a template directive. */
export interface ForHead {
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
}

/** `for value in collection` or `for key, value in collection`, from the `for` on. */
export function parseForHead(parser: Parser): ForHead {
  parser.advance();
  const first = parseName(parser);
  let second: string | null = null;
  if (parser.at(',')) {
    parser.advance();
    second = parseName(parser);
  }
  if (!parser.isWord('in')) parser.failExpected('"in" after the names of "for"');
  parser.advance();
  const collection = parser.expression();
  return second === null
    ? { keyName: null, valueName: first, collection }
    : { keyName: first, valueName: second, collection };
}

function parseName(parser: Parser): string {
  if (!parser.at('name')) parser.failExpected('the name of a variable');
  const name = parser.word();
  parser.advance();
  return name;
}

/** The rest of `[for …]` or `{for …}` from the `for` on. `newlines` is what holds after the closing bracket. */
export function parseFor(
  parser: Parser,
  start: number,
  close: ']' | '}',
  newlines: boolean,
): ForExpression {
  parser.newlines = false;
  const head = parseForHead(parser);
  parser.expect(':', '":" after the collection');
  let key: Expression | null = null;
  let value = parser.expression();
  if (parser.at('=>')) {
    if (close === ']') parser.fail('A "for" that makes a list has no "=>".');
    parser.advance();
    key = value;
    value = parser.expression();
  } else if (close === '}') parser.failExpected('"=>" and the value');
  const grouped = parser.at('...');
  if (grouped) {
    if (close === ']') parser.fail('A "for" that makes a list cannot group with "...".');
    parser.advance();
  }
  let condition: Expression | null = null;
  if (parser.isWord('if')) {
    parser.advance();
    condition = parser.expression();
  }
  parser.newlines = newlines;
  parser.expect(close, `"if" or "${close}" at the end of the "for"`);
  const range = { start, end: parser.previousEnd };
  return { kind: 'for', range, ...head, key, value, grouped, condition };
}
