import {
  findNodeAtLocation,
  findNodeAtOffset,
  getNodePath,
  type JSONPath,
  modify,
  type Node,
  type ParseError,
  parse,
  parseTree,
} from 'jsonc-parser';
import type { Json } from '../../../foundation/json.ts';
import type { Written } from '../../../model/language.ts';
import type { Range } from '../../../model/source.ts';
import type {
  Attribute,
  Block,
  ConfigFile,
  ObjectExpression,
  TupleExpression,
} from '../syntax/ast.ts';
import type { Editor } from './editor.ts';
import { removalAt } from './json-removal.ts';
import { layoutOf } from './layout.ts';
import type { Replacement } from './splice.ts';
import { escapedTemplate, expressionText, type ReferenceText } from './write-value.ts';

/** The operations on JSON syntax, through a JSON editor that keeps the file's own indentation. */
export const jsonEditor: Editor = {
  replace(file, range, value, reference) {
    const node = nodeAtOffset(file, range.start);
    if (node !== undefined && isAllOf(file, node, range)) {
      return modified(file, getNodePath(node), jsonValue(value, reference));
    }
    const text = expressionText(value, { layout: { newline: ' ', step: '' }, reference });
    return [{ range, text: JSON.stringify(text).slice(1, -1) }];
  },

  setIn(file, container, _position, path, value, reference) {
    const at = [...pathOf(file, container), ...path];
    return modified(file, at, jsonValue(value, reference));
  },

  removeItem(file, _block, item) {
    return removed(file, pathOf(file, item));
  },

  addElement(file, tuple, value, reference, after) {
    const index =
      after === undefined ? tuple.items.length : Math.min(after + 1, tuple.items.length);
    return modified(file, [...pathOf(file, tuple), index], jsonValue(value, reference), true);
  },

  removeMember(file, collection, index) {
    const members = collection.kind === 'tuple' ? collection.items : collection.entries;
    const member = members[index];
    if (member === undefined) return [];
    return removed(file, pathAt(file, member.range.start));
  },

  addResource(file, after, resource, reference) {
    const body = Object.fromEntries([
      ...resource.carried.map(([name, text]) => [name, carriedValue(text)] as const),
      ...resource.properties.map(([name, value]) => [name, jsonValue(value, reference)] as const),
    ]);
    const type = [...above(above(pathOf(file, after))), resource.type];
    const root = parseTree(file.text);
    const existing = root === undefined ? undefined : findNodeAtLocation(root, type);
    // The resources of a type are an object, or a list of such objects.
    return existing?.type === 'array'
      ? modified(file, [...type, existing.children?.length ?? 0], { [resource.name]: body }, true)
      : modified(file, [...type, resource.name], body);
  },

  addTopLevelArgument(file, name, value, reference) {
    return modified(file, [name], jsonValue(value, reference));
  },

  removeTopLevel(file, block) {
    return removed(file, pathOf(file, block));
  },
};

/** Whether the range is a JSON value, or the one expression in a string: `"${var.acl}"`. */
function isAllOf(file: ConfigFile, node: Node, range: Range): boolean {
  const end = node.offset + node.length;
  if (node.offset === range.start && end === range.end) return true;
  const around = file.text.slice(node.offset, range.start) + file.text.slice(range.end, end);
  return around.replaceAll(' ', '') === '"${}"' || around === '""';
}

/** A value as Terraform's JSON syntax writes it: strings are templates. */
export function jsonValue(value: Written, reference: ReferenceText): Json {
  switch (value.kind) {
    case 'literal':
      return escapedJson(value.value);
    case 'reference':
      return `\${${reference(value.to, value.attribute)}}`;
    case 'list':
      return value.items.map((item) => jsonValue(item, reference));
    case 'map':
      return Object.fromEntries(
        value.entries.map(([key, entry]) => [escapedTemplate(key), jsonValue(entry, reference)]),
      );
    case 'template':
      return value.parts
        .map((part) =>
          typeof part === 'string'
            ? escapedTemplate(part)
            : `\${${reference(part.to, part.attribute)}}`,
        )
        .join('');
    case 'json':
      return `\${${expressionText(value, { layout: { newline: ' ', step: '' }, reference })}}`;
  }
}

function escapedJson(value: Json): Json {
  if (typeof value === 'string') return escapedTemplate(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(escapedJson);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [escapedTemplate(key), escapedJson(entry)]),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The path of the object in which the last name of a path is a key. */
function above(path: JSONPath): JSONPath {
  return path.slice(
    0,
    path.findLastIndex((step) => typeof step === 'string'),
  );
}

/** What is carried over within a JSON file is JSON already, but for references to the resource itself. */
function carriedValue(text: string): Json {
  const errors: ParseError[] = [];
  const value: Json = parse(text, errors);
  return errors.length === 0 ? value : `\${${text}}`;
}

function nodeAtOffset(file: ConfigFile, offset: number): Node | undefined {
  const root = parseTree(file.text);
  return root === undefined ? undefined : findNodeAtOffset(root, offset);
}

function pathAt(file: ConfigFile, offset: number): JSONPath {
  const node = nodeAtOffset(file, offset);
  return node === undefined ? [] : getNodePath(node);
}

function pathOf(
  file: ConfigFile,
  node: Block | Attribute | ObjectExpression | TupleExpression,
): JSONPath {
  if (node.kind === 'block') return pathAt(file, node.openBrace);
  return pathAt(file, node.kind === 'attribute' ? node.nameRange.start : node.range.start);
}

function removed(file: ConfigFile, path: JSONPath): readonly Replacement[] {
  const root = parseTree(file.text);
  const range = root === undefined ? null : removalAt(root, path);
  return range === null ? [] : [{ range, text: '' }];
}

function modified(
  file: ConfigFile,
  path: JSONPath,
  value: Json,
  isArrayInsertion = false,
): readonly Replacement[] {
  const unit = /^([ \t]+)"/m.exec(file.text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !unit.includes('\t'),
    tabSize: unit.includes('\t') ? 1 : unit.length,
    eol: layoutOf(file).newline,
  };
  const edits = modify(file.text, path, value, { formattingOptions, isArrayInsertion });
  return edits.map(({ offset, length, content }) => ({
    range: { start: offset, end: offset + length },
    text: content,
  }));
}
