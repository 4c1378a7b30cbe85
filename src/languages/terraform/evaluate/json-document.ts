import type { Node } from 'jsonc-parser';
import type { Origin, Value } from '../../../model/value.ts';
import type { TemplateExpression } from '../syntax/ast.ts';
import { hasInterpolation, jsonInTemplate } from '../syntax/json-in-template.ts';
import { jsonTree, nestsTooDeep } from '../syntax/json-tree.ts';
import { decodeJson } from './json.ts';
import { originAt, type Scope } from './scope.ts';
import { withDocument, withOrigin } from './values.ts';

/** A text with the document that it says, where it is JSON. The parts have the origin of the text. */
export function asDocument(text: Value, scope: Scope): Value {
  const document = documentOf(text, scope);
  return document === null ? text : withDocument(text, document);
}

/** The same for the text of a template: in a heredoc, each part that is written out has its own place. */
export function asTemplateDocument(text: Value, template: TemplateExpression, scope: Scope): Value {
  const document = documentOf(text, scope);
  if (document === null) return text;
  const written = jsonInTemplate(scope.place.file, template);
  if (written === null) return withDocument(text, document);
  const originOf = (node: Node): Origin | null => {
    const start = written.start + node.offset;
    const range = { start, end: start + node.length };
    const isComputed =
      node.type !== 'object' && node.type !== 'array' && hasInterpolation(template, range);
    return isComputed ? null : originAt(scope, range);
  };
  return withDocument(text, located(document, written.root, originOf));
}

/** The same for the text of a file: each part has its place there. */
export function asFileDocument(text: Value, path: string, call: Origin, scope: Scope): Value {
  const document = documentOf(text, scope);
  const root = text.kind === 'string' ? jsonTree(text.value) : null;
  if (document === null || root === null) return text;
  const { layer, label } = call;
  const originOf = ({ offset, length }: Node): Origin => {
    const range = { start: offset, end: offset + length };
    return { path, range, layer, label: path, via: [label] };
  };
  return withDocument(text, located(document, root, originOf));
}

function documentOf(text: Value, scope: Scope): Value | null {
  const start =
    text.kind === 'string' ? text.value : text.kind === 'unknown' ? text.pattern?.[0] : null;
  if (typeof start !== 'string' || !/^\s*[[{]/.test(start)) return null;
  const all = text.kind === 'unknown' ? (text.pattern ?? []).join('') : start;
  if (nestsTooDeep(all)) return null;
  const { budget } = scope.surroundings;
  return budget.spend(all.length / 16) ? decodeJson(text, text.origin) : null;
}

/** The value with the places of the nodes that say it; as it is where the two do not agree. */
function located(value: Value, node: Node, originOf: (node: Node) => Origin | null): Value {
  const children = node.children ?? [];
  const origin = originOf(node) ?? value.origin;
  if (value.kind === 'list' && node.type === 'array') {
    if (children.length !== value.items.length) return value;
    const items = value.items.map((item, index) => {
      const child = children[index];
      return child === undefined ? item : located(item, child, originOf);
    });
    return { ...value, items, origin };
  }
  if (value.kind === 'map' && node.type === 'object') {
    const nodes = new Map(
      children.map(({ children: pair }) => [String(pair?.[0]?.value), pair?.[1]]),
    );
    const entries = [...value.entries].map(([key, entry]) => {
      const child = nodes.get(key);
      return [key, child === undefined ? entry : located(entry, child, originOf)] as const;
    });
    return { ...value, entries: new Map(entries), origin };
  }
  return value.kind === 'list' || value.kind === 'map' ? value : withOrigin(value, origin);
}
