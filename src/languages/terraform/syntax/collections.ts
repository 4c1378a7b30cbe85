import type { Expression, ObjectEntry } from './ast.ts';
import { parseFor } from './for-expressions.ts';
import type { Parser } from './parser.ts';

/** `[a, b]`, or `[for …]`. */
export function parseTuple(parser: Parser): Expression {
  const { start, newlines } = parser;
  parser.newlines = false;
  parser.advance();
  if (parser.isWord('for')) return parseFor(parser, start, ']', newlines);

  const items: Expression[] = [];
  while (!parser.at(']')) {
    items.push(parser.expression());
    if (!parser.at(',')) break;
    parser.advance();
  }
  parser.newlines = newlines;
  parser.expect(']', '"," or "]" after an element');
  return { kind: 'tuple', range: { start, end: parser.previousEnd }, items };
}

/** `{ a = 1 }` with newlines or commas between the entries, or `{for …}`. */
export function parseObject(parser: Parser): Expression {
  const { start, newlines } = parser;
  parser.newlines = true;
  parser.advance();
  skipNewlines(parser);
  if (parser.isWord('for')) return parseFor(parser, start, '}', newlines);

  const entries: ObjectEntry[] = [];
  while (!parser.at('}')) {
    entries.push(parseEntry(parser));
    if (!parser.at(',') && !parser.at('newline')) break;
    parser.advance();
    skipNewlines(parser);
  }
  parser.newlines = newlines;
  parser.expect('}', 'a newline, "," or "}" after an entry');
  return { kind: 'object', range: { start, end: parser.previousEnd }, entries };
}

function parseEntry(parser: Parser): ObjectEntry {
  const key = asKey(parser, parser.expression());
  if (!parser.at('=') && !parser.at(':')) parser.failExpected('"=" after a key');
  parser.advance();
  const value = parser.expression();
  return { range: { start: key.range.start, end: value.range.end }, key, value };
}

/** As a key `null`, `true` and `false` are plain words. */
function asKey(parser: Parser, key: Expression): Expression {
  if (key.kind !== 'literal' || typeof key.value === 'number') return key;
  const name = parser.text.slice(key.range.start, key.range.end);
  return { kind: 'variable', range: key.range, name };
}

function skipNewlines(parser: Parser): void {
  while (parser.at('newline')) parser.advance();
}
