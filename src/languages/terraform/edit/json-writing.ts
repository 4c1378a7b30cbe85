import { findNodeAtLocation, type JSONPath, type Node } from 'jsonc-parser';
import type { Json } from '../../../foundation/json.ts';
import { indentationAt, lineStart } from './layout.ts';
import { deletion, insertion, type Replacement } from './splice.ts';

/** A JSON text and its root. */
interface JsonText {
  readonly root: Node;
  readonly text: string;
}

/** Gives the place at a path a value, in the way in which its neighbours are laid out; what is missing is made. */
export function written(
  { root, text }: JsonText,
  path: JSONPath,
  value: Json,
): readonly Replacement[] {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = findNodeAtLocation(root, path.slice(0, depth));
    if (node === undefined) continue;
    if (depth === path.length) return [replaced({ root, text }, node, value)];
    const [step, ...rest] = path.slice(depth);
    const inner = rest.reduceRight<Json>((made, name) => ({ [name]: made }), value);
    if (node.type !== 'array' && node.type !== 'object') return [];
    return [withMember({ root, text }, node, node.type === 'array' ? null : String(step), inner)];
  }
  return [];
}

/** A single object with a second one becomes a list of both. */
export function asList({ root, text }: JsonText, only: Node, second: Json): readonly Replacement[] {
  const layout = { step: stepOf({ root, text }), newline: newlineOf(text) };
  const indentation = indentationAt(text, only.offset);
  return [
    insertion(only.offset, '['),
    insertion(only.offset + only.length, `, ${spread(second, indentation, layout)}]`),
  ];
}

function replaced(json: JsonText, { offset, length }: Node, value: Json): Replacement {
  return { ...deletion(offset, offset + length), text: laidOut(json, offset, value) };
}

function withMember(json: JsonText, around: Node, name: string | null, value: Json): Replacement {
  const { text } = json;
  const last = around.children?.at(-1);
  const key = name === null ? '' : `${JSON.stringify(name)}: `;
  if (last === undefined) {
    const inner = deletion(around.offset + 1, around.offset + around.length - 1);
    const pad = around.type === 'object' ? ' ' : '';
    return { ...inner, text: `${pad}${key}${inLine(value)}${pad}` };
  }
  const end = last.offset + last.length;
  const start = lineStart(text, last.offset);
  if (text.slice(start, last.offset).trim() !== '')
    return insertion(end, `, ${key}${inLine(value)}`);
  const made = laidOut(json, last.offset, value);
  return insertion(end, `,${newlineOf(text)}${indentationAt(text, last.offset)}${key}${made}`);
}

interface Layout {
  readonly step: string;
  readonly newline: string;
}

/** On several lines where what stands on its line at `offset` begins it, else on one. */
function laidOut(json: JsonText, offset: number, value: Json): string {
  const { text } = json;
  const before = text.slice(lineStart(text, offset), offset).trim();
  const isFirst = before === '' || /^"[^"]*"\s*:$/.test(before);
  const layout = { step: stepOf(json), newline: newlineOf(text) };
  return isFirst && text.trim().includes('\n')
    ? spread(value, indentationAt(text, offset), layout)
    : inLine(value);
}

/** Objects on several lines; lists of plain values on one. */
function spread(value: Json, indentation: string, layout: Layout): string {
  const inner = indentation + layout.step;
  const lines = (members: readonly string[]) =>
    members.map((member) => `${inner}${member}`).join(`,${layout.newline}`);
  if (isList(value)) {
    if (value.every(isScalar)) return inLine(value);
    const items = value.map((item) => spread(item, inner, layout));
    return `[${layout.newline}${lines(items)}${layout.newline}${indentation}]`;
  }
  if (isScalar(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, entry]) => `${JSON.stringify(key)}: ${spread(entry, inner, layout)}`,
  );
  if (entries.length === 0) return '{}';
  return `{${layout.newline}${lines(entries)}${layout.newline}${indentation}}`;
}

function inLine(value: Json): string {
  if (isList(value)) return `[${value.map(inLine).join(', ')}]`;
  if (isScalar(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, entry]) => `${JSON.stringify(key)}: ${inLine(entry)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** By how much the first indented member is indented further than what it stands in. */
function stepOf({ root, text }: JsonText): string {
  for (const member of root.children ?? []) {
    if (text.slice(lineStart(text, member.offset), member.offset).trim() !== '') continue;
    const outer = indentationAt(text, root.offset);
    const inner = indentationAt(text, member.offset);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return '  ';
}

function newlineOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isScalar(value: Json): value is string | number | boolean | null {
  return value === null || typeof value !== 'object';
}
