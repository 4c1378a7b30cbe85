import type { Written } from '../../../model/language.ts';
import type { PropertyPath } from '../../../model/value.ts';
import type { Block, ConfigFile, Expression, ObjectExpression } from '../syntax/ast.ts';
import {
  addArgument,
  addBlock,
  addTopLevelArgument,
  addTopLevelBlock,
  removeItem,
} from './body.ts';
import { addMember, removeMember } from './collection.ts';
import type { Editor } from './editor.ts';
import { indentationAt, indented, layoutOf } from './layout.ts';
import { bodyText, type Item, itemsFor, type Position } from './render.ts';
import type { Replacement } from './splice.ts';
import { expressionText, keyText, type ReferenceText, type WritingContext } from './write-value.ts';

/** The operations on HCL native syntax. */
export const nativeEditor: Editor = {
  replace(file, range, value, reference) {
    const text = expressionText(value, contextOf(file, reference));
    return [{ range, text: indented(text, indentationAt(file.text, range.start)) }];
  },

  setIn(file, container, position, path, value, reference) {
    return container.kind === 'block'
      ? setInBlock(file, container, position, path, value, reference)
      : setInObject(file, container, path, value, reference);
  },

  removeItem(file, block, item) {
    return [removeItem(file, { ...block, items: block.body.items }, item)];
  },

  addElement(file, tuple, value, reference, after) {
    return addMember(file, tuple, expressionText(value, contextOf(file, reference)), after);
  },

  removeMember,

  addResource(file, after, resource, reference) {
    const context = contextOf(file, reference);
    const { type, name, carried, properties } = resource;
    const { newline } = context.layout;
    const position = { type, names: [] };
    const items = properties.flatMap(([key, value]) => itemsFor(position, key, value, context));
    const meta = carried.map(([key, text]): Item => argument(key, text));
    const placement = meta.filter((item) => item.name !== 'region');
    const region = meta.filter((item) => item.name === 'region');
    const body = bodyText(`resource "${type}" "${name}"`, [...region, ...items], context);
    if (placement.length === 0) return [addTopLevelBlock(file, after, body)];
    const lines = placement.map((item) => context.layout.step + item.text);
    const opened = body.indexOf('{') + 1;
    const text = `${body.slice(0, opened)}${newline}${lines.join(newline)}${newline}${body.slice(opened)}`;
    return [addTopLevelBlock(file, after, text)];
  },

  addTopLevelArgument(file, name, value, reference) {
    const existing = file.body.items.find(
      (item) => item.kind === 'attribute' && item.name === name,
    );
    if (existing?.kind === 'attribute') {
      return nativeEditor.replace(file, existing.value.range, value, reference);
    }
    const text = `${name} = ${expressionText(value, contextOf(file, reference))}`;
    return [addTopLevelArgument(file, text)];
  },

  removeTopLevel(file, block) {
    const body = { items: file.body.items, openBrace: -1, closeBrace: -1 };
    return [removeItem(file, body, block)];
  },
};

function contextOf(file: ConfigFile, reference: ReferenceText): WritingContext {
  return { layout: layoutOf(file), reference };
}

function argument(name: string, text: string): Item {
  return { kind: 'argument', name, text: `${name} = ${text}` };
}

function setInBlock(
  file: ConfigFile,
  block: Block,
  position: Position,
  path: PropertyPath,
  value: Written,
  reference: ReferenceText,
): readonly Replacement[] {
  const [name, ...rest] = path;
  if (typeof name !== 'string') return [];
  const attribute = block.body.items.find(
    (item) => item.kind === 'attribute' && item.name === name,
  );
  if (attribute?.kind === 'attribute') {
    return setInExpression(file, attribute.value, rest, value, reference);
  }
  const blocks = block.body.items.filter((item) => item.kind === 'block' && item.type === name);
  const [index, ...below] = typeof rest[0] === 'number' ? rest : [0, ...rest];
  const nested = blocks[Number(index)];
  if (nested?.kind === 'block' && below.length > 0) {
    const inner = { type: position.type, names: [...position.names, name] };
    return setInBlock(file, nested, inner, below, value, reference);
  }
  const context = contextOf(file, reference);
  const items = itemsFor(position, name, nestedValue(rest, value), context);
  return merged(
    items.map((item) =>
      item.kind === 'argument'
        ? addArgument(file, block, item.text)
        : addBlock(file, block, item.name, item.text),
    ),
    context.layout.newline,
  );
}

/** Several blocks go to one place: each is a paragraph of its own already. */
function merged(replacements: readonly Replacement[], newline: string): readonly Replacement[] {
  const [first, ...others] = replacements;
  if (first === undefined || others.length === 0) return replacements;
  if (first.range.start !== first.range.end) {
    const texts = [first, ...others].map((one) => one.text.slice(0, one.text.lastIndexOf(newline)));
    return [
      {
        range: first.range,
        text: texts.join(newline) + first.text.slice(first.text.lastIndexOf(newline)),
      },
    ];
  }
  return [{ range: first.range, text: replacements.map((one) => one.text).join('') }];
}

function setInObject(
  file: ConfigFile,
  object: ObjectExpression,
  path: PropertyPath,
  value: Written,
  reference: ReferenceText,
): readonly Replacement[] {
  const [name, ...rest] = path;
  const entry = object.entries.find(({ key }) => keyOf(key) === String(name));
  if (entry !== undefined) return setInExpression(file, entry.value, rest, value, reference);
  const text = expressionText(nestedValue(rest, value), contextOf(file, reference));
  const [first] = object.entries;
  const separator =
    first !== undefined &&
    file.text.slice(first.key.range.end, first.value.range.start).includes(':')
      ? ':'
      : ' =';
  const quoted = first?.key.kind === 'template' ? `"${String(name)}"` : null;
  const bare = keyText(String(name));
  const key = quoted !== null && !bare.startsWith('"') ? quoted : bare;
  return addMember(file, object, `${key}${separator} ${text}`);
}

function setInExpression(
  file: ConfigFile,
  expression: Expression,
  path: PropertyPath,
  value: Written,
  reference: ReferenceText,
): readonly Replacement[] {
  const [step, ...rest] = path;
  if (step !== undefined && expression.kind === 'object') {
    return setInObject(file, expression, path, value, reference);
  }
  const item =
    expression.kind === 'tuple' && typeof step === 'number' ? expression.items[step] : undefined;
  if (item !== undefined) return setInExpression(file, item, rest, value, reference);
  return nativeEditor.replace(file, expression.range, nestedValue(path, value), reference);
}

/** The value at the end of a path, in the maps and lists that lead to it. */
function nestedValue(path: PropertyPath, value: Written): Written {
  return path.reduceRight<Written>(
    (inner, step) =>
      typeof step === 'number'
        ? { kind: 'list', items: [inner] }
        : { kind: 'map', entries: [[step, inner]] },
    value,
  );
}

/** The text of a key that is written as a word or a plain string. */
export function keyOf(key: Expression): string | null {
  if (key.kind === 'variable') return key.name;
  if (key.kind !== 'template') return null;
  const [part, ...others] = key.parts;
  if (part === undefined) return '';
  return part.kind === 'text' && others.length === 0 ? part.value : null;
}
