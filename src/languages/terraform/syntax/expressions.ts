import type { BinaryOperator, Expression, LiteralExpression } from './ast.ts';
import { parseCall } from './calls.ts';
import { parseObject, parseTuple } from './collections.ts';
import type { Parser } from './parser.ts';
import { parseHeredoc, parseQuoted } from './templates.ts';
import { parseTraversal } from './traversals.ts';

const operatorLevels: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['>', '>=', '<', '<='],
  ['+', '-'],
  ['*', '/', '%'],
];
/** From weakest (1) to strongest. */
const precedence = new Map<string, number>(
  operatorLevels.flatMap((level, index) => level.map((operator) => [operator, index + 1] as const)),
);

/** An expression: `condition ? then : otherwise`, or one without. */
export function parseExpression(parser: Parser): Expression {
  const outer = parser.enter();
  const condition = parseBinary(parser, 1);
  let result = condition;
  if (parser.at('?')) {
    parser.advance();
    const then = parser.expression();
    parser.expect(':', 'a ":" and the value for when the condition is false');
    const otherwise = parser.expression();
    result = {
      kind: 'conditional',
      range: { start: condition.range.start, end: otherwise.range.end },
      condition,
      then,
      otherwise,
    };
  }
  parser.leave(outer);
  return result;
}

/** Operators of at least this strength; equal ones group to the left. */
function parseBinary(parser: Parser, weakest: number): Expression {
  let left = parseOperand(parser);
  for (;;) {
    const operator = parser.kind;
    const strength = precedence.get(operator) ?? 0;
    if (strength < weakest) return left;
    parser.deepen();
    parser.advance();
    const right = parseBinary(parser, strength + 1);
    left = {
      kind: 'binary',
      range: { start: left.range.start, end: right.range.end },
      operator: operator as BinaryOperator,
      left,
      right,
    };
  }
}

function parseOperand(parser: Parser): Expression {
  const outer = parser.beginPart();
  const operand = parseTraversal(parser, parseTerm(parser));
  parser.endPart(outer);
  return operand;
}

function parseTerm(parser: Parser): Expression {
  switch (parser.kind) {
    case '"':
      return parseQuoted(parser);
    case 'name':
      return parseNameOrCall(parser);
    case 'number':
      return parseNumber(parser);
    case '[':
      return parseTuple(parser);
    case '{':
      return parseObject(parser);
    case '(':
      return parseParentheses(parser);
    case 'heredoc':
      return parseHeredoc(parser);
    case '-':
    case '!':
      return parseUnary(parser, parser.kind);
    default:
      return parser.failExpected('an expression');
  }
}

function parseNameOrCall(parser: Parser): Expression {
  const name = parser.word();
  const range = { start: parser.start, end: parser.end };
  parser.advance();
  if (parser.at('(') || parser.at('::')) return parseCall(parser, name, range);
  switch (name) {
    case 'true':
      return { kind: 'literal', range, value: true };
    case 'false':
      return { kind: 'literal', range, value: false };
    case 'null':
      return { kind: 'literal', range, value: null };
    default:
      return { kind: 'variable', range, name };
  }
}

/** The current token as a number literal. */
export function parseNumber(parser: Parser): LiteralExpression {
  const word = parser.word();
  if (!/^\d+(\.\d*)?([eE][+-]?\d+)?$/.test(word)) parser.fail(`${word} is not a number.`);
  const range = { start: parser.start, end: parser.end };
  parser.advance();
  return { kind: 'literal', range, value: Number(word) };
}

function parseParentheses(parser: Parser): Expression {
  const { start, newlines } = parser;
  parser.newlines = false;
  parser.advance();
  const expression = parser.expression();
  parser.newlines = newlines;
  parser.expect(')', 'a closing ")"');
  return { kind: 'parentheses', range: { start, end: parser.previousEnd }, expression };
}

function parseUnary(parser: Parser, operator: '-' | '!'): Expression {
  const { start } = parser;
  const outer = parser.enter();
  parser.advance();
  const operand = parseOperand(parser);
  parser.leave(outer);
  return { kind: 'unary', range: { start, end: operand.range.end }, operator, operand };
}
