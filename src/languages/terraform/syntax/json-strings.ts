import type { Node } from 'jsonc-parser';
import type { Expression, TemplateExpression } from './ast.ts';
import { parseExpression } from './expressions.ts';
import { SyntaxFailure } from './failure.ts';
import { Parser } from './parser.ts';
import { parseBareTemplate } from './templates.ts';

/** The string as it stands: no interpolation. */
export function literalString(node: Node): TemplateExpression {
  const value = String(node.value);
  const range = { start: node.offset, end: node.offset + node.length };
  const inside = { start: range.start + 1, end: range.end - 1 };
  const parts = value === '' ? [] : [{ kind: 'text', range: inside, value } as const];
  return { kind: 'template', range, form: 'quoted', parts };
}

/** The string as a template, with ranges in the JSON text. */
export function templateString(text: string, node: Node): TemplateExpression {
  const value = String(node.value);
  if (!value.includes('${') && !value.includes('%{')) return literalString(node);
  const template = inString(text, node, value, parseBareTemplate);
  return { ...template, range: { start: node.offset, end: node.offset + node.length } };
}

/** The string as an expression, as `depends_on` and its like are read; one that is none is a template. */
export function referenceString(text: string, node: Node): Expression {
  try {
    return inString(text, node, String(node.value), (parser) => {
      parser.advance();
      const expression = parser.expression();
      if (!parser.at('end of file')) parser.failExpected('the end of the expression');
      return expression;
    });
  } catch (thrown) {
    if (thrown instanceof SyntaxFailure) return templateString(text, node);
    throw thrown;
  }
}

/** Parses the value of a string and moves every range to where it stands in the JSON text. */
function inString<T>(text: string, node: Node, value: string, parse: (parser: Parser) => T): T {
  const offsets = offsetsOf(text, node, value);
  try {
    return moved(parse(new Parser(value, parseExpression)), offsets) as T;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxFailure)) throw thrown;
    throw new SyntaxFailure(thrown.message, offsets(thrown.start), offsets(thrown.end));
  }
}

/** Where each character of the value stands in the text: an escape is longer there. */
function offsetsOf(text: string, node: Node, value: string): (offset: number) => number {
  const first = node.offset + 1;
  if (value.length === node.length - 2) return (offset) => first + offset;
  const offsets: number[] = [];
  let at = first;
  for (let offset = 0; offset <= value.length; offset++) {
    offsets.push(at);
    if (!text.startsWith('\\', at)) at++;
    else at += text.startsWith('u', at + 1) ? 6 : 2;
  }
  return (offset) => offsets[offset] ?? at;
}

function moved(node: unknown, offsets: (offset: number) => number): unknown {
  if (Array.isArray(node)) return node.map((item) => moved(item, offsets));
  if (typeof node !== 'object' || node === null) return node;
  if ('start' in node && 'end' in node)
    return { start: offsets(Number(node.start)), end: offsets(Number(node.end)) };
  return Object.fromEntries(
    Object.entries(node).map(([name, part]) => [name, moved(part, offsets)]),
  );
}
