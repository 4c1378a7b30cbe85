import { findNodeAtLocation, modify, type ParseError, parseTree } from 'jsonc-parser';
import type { Written } from '../../../model/language.ts';
import type { ConfigFile, TemplateExpression } from '../syntax/ast.ts';
import { jsonValue } from './json-editor.ts';
import { indentationAt, layoutOf } from './layout.ts';
import { insertion, type Replacement } from './splice.ts';
import type { ReferenceText } from './write-value.ts';

/** Adds a statement to a policy that is written as JSON text in a heredoc; null when the text is not such. */
export function addToJsonText(
  file: ConfigFile,
  template: TemplateExpression,
  statement: Written,
  reference: ReferenceText,
): readonly Replacement[] | null {
  const first = template.parts[0];
  const last = template.parts.at(-1);
  if (template.form === 'quoted' || first === undefined || last === undefined) return null;
  const text = masked(file, template, first.range.start, last.range.end);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  const list = root === undefined ? undefined : findNodeAtLocation(root, ['Statement']);
  if (errors.length > 0 || list === undefined) return null;
  const value = jsonValue(statement, reference);
  const start = first.range.start;
  if (list.type === 'object') {
    const indentation = indentationAt(text, list.offset);
    const added = JSON.stringify(value, null, 2).replaceAll('\n', `\n${indentation}`);
    return [
      insertion(start + list.offset, '['),
      insertion(start + list.offset + list.length, `, ${added}]`),
    ];
  }
  if (list.type !== 'array') return null;
  const unit = /^[ \t]*[{}[\]]*\r?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !unit.includes('\t'),
    tabSize: unit.includes('\t') ? 1 : unit.length,
    eol: layoutOf(file).newline,
  };
  const edits = modify(text, ['Statement', list.children?.length ?? 0], value, {
    formattingOptions,
    isArrayInsertion: true,
  });
  return edits.map(({ offset, length, content }) => ({
    range: { start: start + offset, end: start + offset + length },
    text: content,
  }));
}

/** The text with digits in the place of every interpolation: as long, and JSON inside a string and out of one. */
function masked(
  file: ConfigFile,
  template: TemplateExpression,
  start: number,
  end: number,
): string {
  let text = '';
  let at = start;
  for (const part of template.parts) {
    if (part.kind === 'text') continue;
    text += file.text.slice(at, part.range.start) + '1'.repeat(part.range.end - part.range.start);
    at = part.range.end;
  }
  return text + file.text.slice(at, end);
}
