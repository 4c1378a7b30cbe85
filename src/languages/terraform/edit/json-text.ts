import { findNodeAtLocation, type JSONPath } from 'jsonc-parser';
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
import { asList, written } from './json-writing.ts';
import { nodeAt } from './nodes.ts';
import { notesOn } from './notes.ts';
import { isSamePlace, pathText, type Reached } from './property.ts';
import { referencesFrom } from './references.ts';
import type { Replacement } from './splice.ts';

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
  return change(place, drafts, (json) =>
    written(json, place.path, jsonValue(value, referencesFrom(place.instance))),
  );
}

/** Takes away what is at the place. */
export function removeJson(place: JsonPlace, drafts: Drafts): readonly string[] {
  return change(place, drafts, ({ root }) => {
    const range = removalAt(root, place.path);
    return range === null ? [] : [{ range, text: '' }];
  });
}

/** Adds an element at the place, which is behind those of a list; a single object there becomes the first of a list. */
export function appendJson(place: JsonPlace, value: Written, drafts: Drafts): readonly string[] {
  return change(place, drafts, (json) => {
    const list = findNodeAtLocation(json.root, place.path.slice(0, -1));
    return list?.type === 'object'
      ? asList(json, list, jsonValue(value, referencesFrom(place.instance)))
      : written(json, place.path, jsonValue(value, referencesFrom(place.instance)));
  });
}

/** `edit` gives replacements in the text of the JSON. */
function change(
  { instance, file, template, origin }: JsonPlace,
  drafts: Drafts,
  edit: (json: JsonInTemplate) => readonly Replacement[],
): readonly string[] {
  drafts.change(file, origin.layer, (draft) => {
    const current = currentNode(draft, template);
    const json = current === null ? null : jsonInTemplate(draft.file, current);
    if (json === null) return [];
    return edit(json).map(({ range, text }) => ({
      range: { start: json.start + range.start, end: json.start + range.end },
      text,
    }));
  });
  return notesOn(instance, origin);
}
