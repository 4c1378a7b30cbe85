import type { Result } from '../../../foundation/result.ts';
import type { ConfigFile, Expression, SyntaxProblem } from './ast.ts';
import { parseBody } from './body.ts';
import { parseExpression as parseExpressionAt } from './expressions.ts';
import { Parser } from './parser.ts';
import { attempt, configFile } from './problems.ts';

/** Parses native syntax. It never throws: a file with an error has an empty body and says in `errors` where and what. */
export function parseNative(path: string, text: string): ConfigFile {
  return configFile(path, text, 'native', () => {
    const parser = new Parser(text, parseExpressionAt);
    parser.advance();
    return { body: parseBody(parser, 0, 'end of file'), comments: parser.comments };
  });
}

/** Parses a single expression, as it may stand after `=`; newlines in it mean nothing. */
export function parseExpression(text: string): Result<Expression, SyntaxProblem> {
  return attempt(text, () => {
    const parser = new Parser(text, parseExpressionAt);
    parser.newlines = false;
    parser.advance();
    const expression = parser.expression();
    if (!parser.at('end of file')) parser.failExpected('the end of the expression');
    return expression;
  });
}
