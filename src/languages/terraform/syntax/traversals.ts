import type { Expression, SplatStep } from './ast.ts';
import type { Parser } from './parser.ts';

/** What follows a term: `.name`, `.0`, `[key]`, `.*` and `[*]`, as many as there are. */
export function parseTraversal(parser: Parser, head: Expression): Expression {
  let object = head;
  while (parser.at('.') || parser.at('[')) {
    parser.deepen();
    object = applied(object, parseStep(parser));
  }
  return object;
}

function applied(object: Expression, step: SplatStep): Expression {
  const range = { start: object.range.start, end: step.range.end };
  switch (step.kind) {
    case 'attribute': {
      const nameRange = { start: range.end - step.name.length, end: range.end };
      return { kind: 'attribute-access', range, object, name: step.name, nameRange };
    }
    case 'index':
      return { kind: 'index', range, object, key: step.key };
    case 'splat':
      return { kind: 'splat', range, form: step.form, object, steps: step.steps };
  }
}

/** One step; a star takes the steps that belong to it along. */
function parseStep(parser: Parser): SplatStep {
  const { start } = parser;
  if (parser.at('[')) return parseBrackets(parser, start);
  parser.advance();
  if (!parser.at('*')) return parseAfterDot(parser, start);
  parser.advance();
  const steps: SplatStep[] = [];
  // Only names and numbers belong to `.*`: what comes in brackets is applied to the whole list.
  while (parser.at('.')) {
    const dot = parser.start;
    parser.advance();
    steps.push(parseAfterDot(parser, dot));
  }
  return { kind: 'splat', range: { start, end: parser.previousEnd }, form: 'attribute', steps };
}

function parseAfterDot(parser: Parser, start: number): SplatStep {
  const range = { start, end: parser.end };
  if (parser.at('number')) {
    const word = parser.word();
    if (word.includes('.'))
      parser.fail(`Two indexes in a row need brackets: [${word.replace('.', '][')}].`);
    const key = {
      kind: 'literal',
      range: { start: parser.start, end: parser.end },
      value: Number(word),
    } as const;
    parser.advance();
    return { kind: 'index', range, key };
  }
  if (!parser.at('name')) parser.failExpected('a name after "."');
  const name = parser.word();
  parser.advance();
  return { kind: 'attribute', range, name };
}

function parseBrackets(parser: Parser, start: number): SplatStep {
  parser.advance();
  if (parser.at('*')) {
    const outer = parser.enter();
    parser.advance();
    parser.expect(']', '"]" after "[*"');
    const steps: SplatStep[] = [];
    while (parser.at('.') || parser.at('[')) steps.push(parseStep(parser));
    parser.leave(outer);
    return { kind: 'splat', range: { start, end: parser.previousEnd }, form: 'full', steps };
  }
  const { newlines } = parser;
  parser.newlines = false;
  if (parser.at('newline')) parser.advance();
  const key = parser.expression();
  parser.newlines = newlines;
  parser.expect(']', 'a closing "]"');
  return { kind: 'index', range: { start, end: parser.previousEnd }, key };
}
