import type { Range } from '../../../model/source.ts';
import type { CallExpression, Expression } from './ast.ts';
import type { Parser } from './parser.ts';

/** The rest of a call whose first name is read: further names after `::`, and the arguments. */
export function parseCall(parser: Parser, first: string, firstRange: Range): CallExpression {
  let name = first;
  let nameEnd = firstRange.end;
  while (parser.at('::')) {
    parser.advance();
    if (!parser.at('name')) parser.failExpected('a function name after "::"');
    name += `::${parser.word()}`;
    nameEnd = parser.end;
    parser.advance();
  }
  if (!parser.at('(')) parser.failExpected('"(" after the name of the function');
  const { newlines } = parser;
  parser.newlines = false;
  parser.advance();

  const args: Expression[] = [];
  let expandLast = false;
  while (!parser.at(')') && !expandLast) {
    args.push(parser.expression());
    if (parser.at('...')) {
      expandLast = true;
      parser.advance();
    } else if (parser.at(',')) parser.advance();
    else break;
  }
  parser.newlines = newlines;
  parser.expect(')', expandLast ? '")" after "..."' : '"," or ")" after an argument');
  return {
    kind: 'call',
    range: { start: firstRange.start, end: parser.previousEnd },
    name,
    nameRange: { start: firstRange.start, end: nameEnd },
    args,
    expandLast,
  };
}
