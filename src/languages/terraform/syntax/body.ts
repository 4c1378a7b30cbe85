import type { Attribute, Block, Body, Label } from './ast.ts';
import type { Parser } from './parser.ts';
import { parseQuotedLabel } from './templates.ts';

/** Attributes and blocks, each on lines of its own, from the current token to `close`, which is left to the caller. */
export function parseBody(parser: Parser, start: number, close: '}' | 'end of file'): Body {
  const outer = parser.enter();
  const items: (Attribute | Block)[] = [];
  const names = new Set<string>();
  for (;;) {
    if (parser.at('newline')) parser.advance();
    else if (parser.at(close)) break;
    else if (parser.at('name')) {
      const item = parseItem(parser);
      if (item.kind === 'attribute') refuseTwice(parser, names, item);
      items.push(item);
      // The line is taken here and not in the attribute, so that a one-line block can use the same rule.
      if (!parser.at('end of file')) parser.expect('newline', `a newline after the ${item.kind}`);
    } else
      parser.failExpected(
        close === '}' ? 'an argument, a block or a closing "}"' : 'an argument or a block',
      );
  }
  parser.leave(outer);
  return { range: { start, end: parser.start }, items };
}

function refuseTwice(parser: Parser, names: Set<string>, { name, nameRange }: Attribute): void {
  if (names.has(name))
    parser.fail(`The argument ${name} is set twice here.`, nameRange.start, nameRange.end);
  names.add(name);
}

function parseItem(parser: Parser): Attribute | Block {
  const name = parser.word();
  const nameRange = { start: parser.start, end: parser.end };
  parser.advance();
  switch (parser.kind) {
    case '=':
      return parseAttribute(parser, name, nameRange);
    case '"':
    case '{':
    case 'name':
      return parseBlock(parser, name, nameRange);
    default:
      return parser.failExpected(`"=" or a block after ${name}`);
  }
}

function parseAttribute(
  parser: Parser,
  name: string,
  nameRange: Attribute['nameRange'],
): Attribute {
  parser.advance();
  const value = parser.expression();
  return {
    kind: 'attribute',
    range: { start: nameRange.start, end: value.range.end },
    name,
    nameRange,
    value,
  };
}

function parseBlock(parser: Parser, type: string, typeRange: Block['typeRange']): Block {
  const labels: Label[] = [];
  while (!parser.at('{')) labels.push(parseLabel(parser));
  const openBrace = parser.start;
  parser.advance();
  const body = parseBlockBody(parser, openBrace);
  const closeBrace = parser.start;
  parser.expect('}', 'a closing "}"');
  return {
    kind: 'block',
    range: { start: typeRange.start, end: closeBrace + 1 },
    type,
    typeRange,
    labels,
    openBrace,
    closeBrace,
    body,
  };
}

function parseLabel(parser: Parser): Label {
  if (parser.at('"')) return parseQuotedLabel(parser);
  if (!parser.at('name')) parser.failExpected('a label or "{" on the same line');
  const label = {
    range: { start: parser.start, end: parser.end },
    text: parser.word(),
    quoted: false,
  };
  parser.advance();
  return label;
}

/** A body of lines, or the one argument of a block on one line. */
function parseBlockBody(parser: Parser, openBrace: number): Body {
  const start = openBrace + 1;
  if (parser.at('end of file'))
    parser.fail('This block is not closed: expected "}".', openBrace, start);
  if (parser.at('newline') || parser.at('}')) return parseBody(parser, start, '}');
  if (!parser.at('name')) parser.failExpected('an argument, a newline or "}"');
  const item = parseItem(parser);
  if (item.kind === 'block')
    parser.fail(
      'A block on one line holds one argument: a block in it stands on a line of its own.',
      item.range.start,
      item.range.end,
    );
  if (!parser.at('}')) parser.failExpected('"}": a block on one line holds only one argument');
  return { range: { start, end: parser.start }, items: [item] };
}
