import { findNodeAtLocation, type JSONPath, modify } from 'jsonc-parser';
import type { EditRefusal, Written } from '../../../model/language.ts';
import type { Origin, PropertyPath } from '../../../model/value.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { ConfigFile, TemplateExpression } from '../syntax/ast.ts';
import {
  hasInterpolation,
  type JsonInTemplate,
  jsonInTemplate,
} from '../syntax/json-in-template.ts';
import { currentNode } from './container.ts';
import type { Drafts } from './drafts.ts';
import { fileOf, isRefusal, refusal } from './guard.ts';
import { jsonValue } from './json-editor.ts';
import { removalAt } from './json-removal.ts';
import { indentationAt, layoutOf } from './layout.ts';
import { nodeAt } from './nodes.ts';
import { notesOn } from './notes.ts';
import { isSamePlace, pathText, type Reached } from './property.ts';
import { referencesFrom } from './references.ts';
import { insertion, type Replacement } from './splice.ts';

/** A place in the JSON that is written as the text of a heredoc. */
export interface JsonPlace {
  readonly instance: TerraformInstance;
  readonly file: ConfigFile;
  readonly template: TemplateExpression;
  readonly origin: Origin;
  /** Within the document. */
  readonly path: JSONPath;
}

/** The place in the JSON of a heredoc that a path leads to; null where the parts have places of their own, or there is no JSON. */
export function jsonPlaceOf(
  instance: TerraformInstance,
  path: PropertyPath,
  { way }: Reached,
): JsonPlace | EditRefusal | null {
  const depth = way.findIndex(({ kind }) => kind === 'string' || kind === 'unknown');
  const text = way[depth];
  if (text === undefined || depth >= path.length || !('document' in text)) return null;
  const { origin } = text;
  const file = origin === null ? null : fileOf(instance, origin);
  if (origin === null || file === null) return null;
  if (isRefusal(file)) return file;
  const template = nodeAt(file.body, origin.range, 'template');
  const json = template === null ? null : jsonInTemplate(file, template);
  const inside = path.slice(depth);
  if (template !== null && json !== null && isWrittenOut(json, template, inside)) {
    return { instance, file, template, origin, path: [...inside] };
  }
  const hasOwnPlace = [text.document, ...way.slice(depth + 1)].some(
    (part) => part.origin !== null && !isSamePlace(part.origin, origin),
  );
  return json === null && hasOwnPlace
    ? null
    : refusal(
        `${pathText(path)} of ${instance.address} is part of a text that is put together, not written out: edit ${origin.label} (${origin.path})`,
      );
}

/** Whether what is there, or what it would be put into, is JSON and not an interpolation. */
function isWrittenOut(
  { root, start }: JsonInTemplate,
  template: TemplateExpression,
  path: JSONPath,
): boolean {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node === undefined) continue;
    if (node.type === 'object' || node.type === 'array') return true;
    const range = { start: start + node.offset, end: start + node.offset + node.length };
    return length === path.length && !hasInterpolation(template, range);
  }
  return false;
}

/** Gives the place a value. */
export function writeJson(place: JsonPlace, value: Written, drafts: Drafts): readonly string[] {
  return change(place, drafts, ({ text }, file) => {
    const json = jsonValue(value, referencesFrom(place.instance));
    return modify(text, place.path, json, { formattingOptions: formatting(text, file) });
  });
}

/** Takes away what is at the place. */
export function removeJson(place: JsonPlace, drafts: Drafts): readonly string[] {
  return change(place, drafts, ({ root }) => {
    const range = removalAt(root, place.path);
    return range === null
      ? []
      : [{ offset: range.start, length: range.end - range.start, content: '' }];
  });
}

/** Adds an element at the place, which is behind those of a list; a single object there becomes the first of a list. */
export function appendJson(place: JsonPlace, value: Written, drafts: Drafts): readonly string[] {
  return change(place, drafts, ({ root, text }, file) => {
    const json = jsonValue(value, referencesFrom(place.instance));
    const list = findNodeAtLocation(root, place.path.slice(0, -1));
    if (list?.type === 'object') {
      const indentation = indentationAt(text, list.offset);
      const added = JSON.stringify(json, null, 2).replaceAll('\n', `\n${indentation}`);
      return [
        { offset: list.offset, length: 0, content: '[' },
        { offset: list.offset + list.length, length: 0, content: `, ${added}]` },
      ];
    }
    return modify(text, place.path, json, {
      formattingOptions: formatting(text, file),
      isArrayInsertion: true,
    });
  });
}

function change(
  { instance, file, template, origin }: JsonPlace,
  drafts: Drafts,
  edit: (json: JsonInTemplate, file: ConfigFile) => ReturnType<typeof modify>,
): readonly string[] {
  drafts.change(file, origin.layer, (draft): readonly Replacement[] => {
    const current = currentNode(draft, template);
    const json = current === null ? null : jsonInTemplate(draft.file, current);
    if (json === null) return [];
    return edit(json, draft.file).map(({ offset, length, content }) => {
      const start = json.start + offset;
      return length === 0
        ? insertion(start, content)
        : { range: { start, end: start + length }, text: content };
    });
  });
  return notesOn(instance, origin);
}

function formatting(text: string, file: ConfigFile) {
  const unit = /^[ \t]*[{}[\]]*\r?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const hasTabs = unit.includes('\t');
  return {
    insertSpaces: !hasTabs,
    tabSize: hasTabs ? 1 : unit.length,
    eol: layoutOf(file).newline,
  };
}
