import type { Node } from 'jsonc-parser';
import type { Range } from '../../../model/source.ts';
import type { ConfigFile, TemplateExpression } from './ast.ts';
import { jsonTree } from './json-tree.ts';

/** JSON that is written as the text of a heredoc. */
export interface JsonInTemplate {
  readonly root: Node;
  /** The text, with digits in the place of every interpolation. Offsets of nodes are offsets in it. */
  readonly text: string;
  /** Where the text begins in the file. */
  readonly start: number;
}

/** The JSON that a heredoc is, interpolations inside; null when it is none, or has directives in it. */
export function jsonInTemplate(
  file: ConfigFile,
  template: TemplateExpression,
): JsonInTemplate | null {
  const { parts, form } = template;
  const first = parts[0];
  const last = parts.at(-1);
  if (form === 'quoted' || first === undefined || last === undefined) return null;
  if (parts.some(({ kind }) => kind === 'if' || kind === 'for')) return null;
  const start = first.range.start;
  const text = masked(file, template, { start, end: last.range.end });
  const root = jsonTree(text);
  return root === null ? null : { root, text, start };
}

/** Whether something is interpolated between two offsets of the file. */
export function hasInterpolation({ parts }: TemplateExpression, { start, end }: Range): boolean {
  return parts.some(({ kind, range }) => kind !== 'text' && range.start < end && start < range.end);
}

/** As long as the text, and JSON inside a string and out of one. */
function masked(file: ConfigFile, template: TemplateExpression, { start, end }: Range): string {
  let text = '';
  let at = start;
  for (const part of template.parts) {
    if (part.kind === 'text') continue;
    text += file.text.slice(at, part.range.start) + '1'.repeat(part.range.end - part.range.start);
    at = part.range.end;
  }
  return text + file.text.slice(at, end);
}
