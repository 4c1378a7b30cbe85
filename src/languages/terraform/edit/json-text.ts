import { findNodeAtLocation, type JSONPath } from 'jsonc-parser';
import type { Json } from '../../../foundation/json.ts';
import type { EditRefusal, Written } from '../../../model/language.ts';
import type { Origin, PropertyPath, Value } from '../../../model/value.ts';
import { isModuleFile, isVariableFile } from '../modules/file-names.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import { lockReason } from '../resources/locked.ts';
import type { ConfigFile, TemplateExpression } from '../syntax/ast.ts';
import {
  hasInterpolation,
  type JsonInTemplate,
  jsonInTemplate,
} from '../syntax/json-in-template.ts';
import { jsonTree } from '../syntax/json-tree.ts';
import { currentNode } from './container.ts';
import type { Draft, Drafts } from './drafts.ts';
import { fileOf, isRefusal, refusal } from './guard.ts';
import { jsonValue } from './json-editor.ts';
import { removalAt } from './json-removal.ts';
import { asList, written } from './json-writing.ts';
import { nodeAt } from './nodes.ts';
import { notesOn } from './notes.ts';
import { isSamePlace, pathText, type Reached } from './property.ts';
import { referencesFrom, referencesIn } from './references.ts';
import type { Replacement } from './splice.ts';

/** A place in JSON that is written as the text of a heredoc, or is a file of its own. */
export interface JsonPlace {
  readonly instance: TerraformInstance;
  readonly file: ConfigFile;
  /** Null for a file. */
  readonly template: TemplateExpression | null;
  readonly origin: Origin;
  /** Within the document. */
  readonly path: JSONPath;
}

/** The place in the JSON of a heredoc or file that a path leads to; null where the parts are expressions, or there is no JSON. */
export function jsonPlaceOf(
  instance: TerraformInstance,
  path: PropertyPath,
  { way }: Reached,
): JsonPlace | EditRefusal | null {
  const depth = way.findIndex(({ kind }) => kind === 'string' || kind === 'unknown');
  const text = way[depth];
  if (text === undefined || depth >= path.length || !('document' in text)) return null;
  const ofFile = placeInFile(instance, text, [...path.slice(depth)]);
  if (ofFile !== null) return ofFile;
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

/** The place in the file that a text is read from (`file("policy.json")`); null for other texts. */
function placeInFile(
  instance: TerraformInstance,
  text: Value,
  path: JSONPath,
): JsonPlace | EditRefusal | null {
  const origin = 'document' in text ? (text.document?.origin ?? null) : null;
  if (origin === null || isModuleFile(origin.path) || isVariableFile(origin.path)) return null;
  const file = instance.module.file(origin.path);
  const locked = file === null ? null : lockReason(file.path, file.text);
  if (locked !== null) return refusal(locked);
  return file === null ? null : { instance, file, template: null, origin, path };
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
export function writeJson(
  place: JsonPlace,
  value: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const outside = referring(place, value);
  if (outside !== null) return outside;
  return change(place, drafts, (json) => written(json, place.path, jsonAt(place, value)));
}

/** Takes away what is at the place. */
export function removeJson(place: JsonPlace, drafts: Drafts): readonly string[] {
  return change(place, drafts, ({ root }) => {
    const range = removalAt(root, place.path);
    return range === null ? [] : [{ range, text: '' }];
  });
}

/** Adds an element at the place, which is behind those of a list; a single object there becomes the first of a list. */
export function appendJson(
  place: JsonPlace,
  value: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const outside = referring(place, value);
  if (outside !== null) return outside;
  return change(place, drafts, (json) => {
    const list = findNodeAtLocation(json.root, place.path.slice(0, -1));
    return list?.type === 'object'
      ? asList(json, list, jsonAt(place, value))
      : written(json, place.path, jsonAt(place, value));
  });
}

/** Why a file cannot say the value: only expressions can refer to resources. */
function referring({ instance, template, origin }: JsonPlace, value: Written): EditRefusal | null {
  if (template !== null || referencesIn(value).length === 0) return null;
  return refusal(
    `${origin.path}, which ${instance.address} reads, cannot refer to a resource: write the policy with jsonencode or a policy data source first`,
  );
}

/** In a heredoc references are interpolated, and what looks like that is escaped; a file says what it says. */
function jsonAt({ instance, template }: JsonPlace, value: Written): Json {
  return template === null ? plainJson(value) : jsonValue(value, referencesFrom(instance));
}

function plainJson(value: Written): Json {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'list':
      return value.items.map(plainJson);
    case 'map':
      return Object.fromEntries(value.entries.map(([key, entry]) => [key, plainJson(entry)]));
    case 'template':
      return value.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
    case 'json':
      return plainJson(value.value);
    case 'reference':
      return null;
  }
}

/** `edit` gives replacements in the text of the JSON. */
function change(
  { instance, file, template, origin }: JsonPlace,
  drafts: Drafts,
  edit: (json: JsonInTemplate) => readonly Replacement[],
): readonly string[] {
  drafts.change(file, origin.layer, (draft) => {
    const json = currentJson(draft, template);
    if (json === null) return [];
    return edit(json).map(({ range, text }) => ({
      range: { start: json.start + range.start, end: json.start + range.end },
      text,
    }));
  });
  return notesOn(instance, origin);
}

function currentJson(draft: Draft, template: TemplateExpression | null): JsonInTemplate | null {
  const { text } = draft.file;
  if (template === null) {
    const root = jsonTree(text);
    return root === null ? null : { root, text, start: 0 };
  }
  const current = currentNode(draft, template);
  return current === null ? null : jsonInTemplate(draft.file, current);
}
