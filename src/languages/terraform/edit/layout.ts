import type { Range } from '../../../model/source.ts';
import type { Body, ConfigFile } from '../syntax/ast.ts';

/** How a file is laid out: what an edit follows so that it looks as if the author had written it. */
export interface Layout {
  readonly newline: string;
  /** One step of indentation: two spaces, four, a tab. */
  readonly step: string;
}

export function layoutOf(file: ConfigFile): Layout {
  return {
    newline: /\r?\n/.exec(file.text)?.[0] ?? '\n',
    step: indentedStep(file, file.body) ?? '  ',
  };
}

/** The step by which the first indented thing is indented further than what it stands in. */
function indentedStep(file: ConfigFile, body: Body): string | null {
  for (const item of body.items) {
    if (item.kind !== 'block') continue;
    const outer = indentationAt(file.text, item.range.start);
    const first = item.body.items[0];
    if (first === undefined || lineStart(file.text, first.range.start) <= item.openBrace) continue;
    const inner = indentationAt(file.text, first.range.start);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return null;
}

/** The white space at the begin of the line on which `offset` is. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}

/** Where the line of `offset` begins; after a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** Where the line of `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at === -1) return text.length;
  return text[at - 1] === '\r' && at > offset ? at - 1 : at;
}

/** Where the line after that of `offset` begins. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at === -1 ? text.length : at + 1;
}

export function isSingleLine(text: string, range: Range): boolean {
  const at = text.indexOf('\n', range.start);
  return at === -1 || at >= range.end;
}

export function isBlankLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === '';
}

/** The same text with every line after the first indented further. */
export function indented(text: string, indentation: string): string {
  return text.replaceAll(/\n(?=[^\r\n])/g, `\n${indentation}`);
}
