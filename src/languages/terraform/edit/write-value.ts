import type { Json } from '../../../foundation/json.ts';
import type { Written } from '../../../model/language.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { Layout } from './layout.ts';

/** How `type.name.attribute` of a resource reads where the value is written. */
export type ReferenceText = (to: ResourceInCode, attribute: string) => string;

/** What a value's text depends on. */
export interface WritingContext {
  readonly layout: Layout;
  readonly reference: ReferenceText;
}

const longestLine = 80;

/** The value as an expression of HCL. Lines after the first are indented relative to the first. */
export function expressionText(value: Written, context: WritingContext): string {
  switch (value.kind) {
    case 'literal':
      return literalText(value.value, context);
    case 'reference':
      return context.reference(value.to, value.attribute);
    case 'list':
      return listText(
        value.items.map((item) => expressionText(item, context)),
        context.layout,
      );
    case 'map':
      return mapText(
        value.entries.map(([key, entry]) => [key, expressionText(entry, context)] as const),
        context.layout,
      );
    case 'template':
      return `"${value.parts
        .map((part) =>
          typeof part === 'string'
            ? escapedString(part)
            : `\${${context.reference(part.to, part.attribute)}}`,
        )
        .join('')}"`;
    case 'json':
      return `jsonencode(${expressionText(value.value, context)})`;
  }
}

function literalText(value: Json, context: WritingContext): string {
  if (typeof value === 'string') return `"${escapedString(value)}"`;
  if (value === null || typeof value !== 'object') return String(value);
  if (isList(value))
    return listText(
      value.map((item) => literalText(item, context)),
      context.layout,
    );
  const entries = Object.entries(value).map(
    ([key, entry]) => [key, literalText(entry, context)] as const,
  );
  return mapText(entries, context.layout);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function listText(items: readonly string[], layout: Layout): string {
  const line = `[${items.join(', ')}]`;
  if (line.length <= longestLine && !line.includes('\n')) return line;
  const lines = items.map((item) => `${layout.step}${indentedBy(item, layout)},`);
  return ['[', ...lines, ']'].join(layout.newline);
}

function mapText(entries: readonly (readonly [string, string])[], layout: Layout): string {
  if (entries.length === 0) return '{}';
  const lines = entries.map(
    ([key, value]) => `${layout.step}${keyText(key)} = ${indentedBy(value, layout)}`,
  );
  return ['{', ...lines, '}'].join(layout.newline);
}

function indentedBy(text: string, layout: Layout): string {
  return text.replaceAll('\n', `\n${layout.step}`);
}

/** Words that mean something else at the begin of an object or as its key. */
const reservedKeys = new Set(['for', 'null', 'true', 'false']);

/** A key of an object: bare where it can be, else as a quoted string. */
export function keyText(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !reservedKeys.has(key)
    ? key
    : `"${escapedString(key)}"`;
}

/**
 * The inside of a quoted string that evaluates to exactly `text`: nothing in it is interpolated, and
 * nothing that a reader cannot see (control, direction and zero-width characters) stands in it as such.
 */
export function escapedString(text: string): string {
  return escapedTemplate(text)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu, (character) => unicodeEscape(character));
}

/** Text in which nothing is interpolated, without the escapes of a quoted string. */
export function escapedTemplate(text: string): string {
  return text.toWellFormed().replaceAll(/([$%])\{/g, '$1$1{');
}

function unicodeEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16).padStart(code > 0xffff ? 8 : 4, '0');
  return code > 0xffff ? `\\U${digits}` : `\\u${digits}`;
}
