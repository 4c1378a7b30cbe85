import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { ConfigFile, Expression, SyntaxProblem } from './ast.ts';
import { parseBody } from './body.ts';
import { parseExpression as parseExpressionAt } from './expressions.ts';
import { Parser } from './parser.ts';
import { attempt } from './problems.ts';

/** Parses native syntax. It never throws: a file with an error has an empty body and says in `errors` where and what. */
export function parseNative(path: string, text: string): ConfigFile {
  const result = attempt(text, () => {
    const parser = new Parser(text, parseExpressionAt);
    parser.advance();
    return { body: parseBody(parser, 0, 'end of file'), comments: parser.comments };
  });
  return 'value' in result
    ? { path, text, syntax: 'native', ...result.value, errors: [] }
    : {
        path,
        text,
        syntax: 'native',
        body: emptyBody(text),
        comments: [],
        errors: [result.problem],
      };
}

/** Parses a single expression, as it may stand after `=`; newlines in it mean nothing. */
export function parseExpression(text: string): Result<Expression, SyntaxProblem> {
  const result = attempt(text, () => {
    const parser = new Parser(text, parseExpressionAt);
    parser.newlines = false;
    parser.advance();
    const expression = parser.expression();
    if (!parser.at('end of file')) parser.failExpected('the end of the expression');
    return expression;
  });
  return 'value' in result ? ok(result.value) : failed(result.problem);
}

function emptyBody(text: string) {
  return { range: { start: 0, end: text.length }, items: [] };
}
