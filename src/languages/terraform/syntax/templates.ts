import type { Label, TemplateExpression } from './ast.ts';
import { Char } from './characters.ts';
import { stripIndentation } from './indentation.ts';
import type { Parser } from './parser.ts';
import { readPieces } from './template-pieces.ts';
import { buildParts } from './template-tree.ts';

/** The quoted string that opens at the current token. */
export function parseQuoted(parser: Parser): TemplateExpression {
  const { start } = parser;
  const plain = endOfPlainText(parser.text, start + 1);
  const parts =
    plain === null
      ? buildParts(parser, readPieces(parser, start + 1, { form: 'quoted' }))
      : plain === start + 1
        ? []
        : [
            {
              kind: 'text',
              range: { start: start + 1, end: plain },
              value: parser.text.slice(start + 1, plain),
            } as const,
          ];
  parser.end = (plain ?? parser.end) + 1;
  parser.advance();
  return { kind: 'template', range: { start, end: parser.previousEnd }, form: 'quoted', parts };
}

/** Where the string ends, if it is nothing but characters that stand for themselves: most are. */
function endOfPlainText(text: string, start: number): number | null {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.quote) return at;
    if (code === Char.dollar || code === Char.percent || code === Char.backslash) return null;
    if (code === Char.lineFeed || code === Char.carriageReturn) return null;
  }
  return null;
}

/** The heredoc that opens at the current token, to the end of the line with its marker. */
export function parseHeredoc(parser: Parser): TemplateExpression {
  const { start, end: bodyStart } = parser;
  const indented = parser.text.charCodeAt(start + 2) === Char.dash;
  const marker = parser.text.slice(start + (indented ? 3 : 2), bodyStart).trimEnd();
  const pieces = readPieces(parser, bodyStart, { form: 'heredoc', marker, bodyStart });
  if (indented) stripIndentation(pieces);
  const parts = buildParts(parser, pieces);
  let end = parser.text.indexOf('\n', parser.end);
  if (parser.text.charCodeAt(end - 1) === Char.carriageReturn) end--;
  parser.end = end;
  parser.advance();
  return {
    kind: 'template',
    range: { start, end },
    form: indented ? 'indented-heredoc' : 'heredoc',
    parts,
  };
}

/** The quoted label that opens at the current token: a string without interpolations. */
export function parseQuotedLabel(parser: Parser): Label {
  const { range, parts } = parseQuoted(parser);
  const [first] = parts;
  if (parts.length > 1 || (first && first.kind !== 'text'))
    return parser.fail(
      'A label is a plain string: ${ and %{ are not allowed here.',
      range.start,
      range.end,
    );
  return { range, text: first?.value ?? '', quoted: true };
}

/** The whole text as a template, as the strings of JSON syntax are. */
export function parseBareTemplate(parser: Parser): TemplateExpression {
  const pieces = readPieces(parser, 0, { form: 'bare' });
  return {
    kind: 'template',
    range: { start: 0, end: parser.text.length },
    form: 'quoted',
    parts: buildParts(parser, pieces),
  };
}
