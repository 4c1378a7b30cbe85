import type { Json } from '../../../foundation/json.ts';
import type { Written } from '../../../model/language.ts';
import { blockNesting, isAttributeAsBlocks } from '../provider/schema.ts';
import { expressionText, type WritingContext } from './write-value.ts';

/** One argument or nested block as text; its lines after the first are indented relative to the first. */
export interface Item {
  readonly kind: 'argument' | 'block';
  readonly name: string;
  readonly text: string;
}

/** Where the text goes: the resource type and the names that lead to the body. */
export interface Position {
  readonly type: string;
  readonly names: readonly string[];
}

/** `name` with this value, as the provider's schema wants it: an argument, a block, or a block for each element. */
export function itemsFor(
  position: Position,
  name: string,
  value: Written,
  context: WritingContext,
): readonly Item[] {
  const names = [...position.names, name];
  const bodies = isWrittenAsBlocks(position.type, names, value) ? bodiesOf(value) : null;
  if (bodies === null) {
    const text = `${name} = ${expressionText(value, context)}`;
    return [{ kind: 'argument', name, text }];
  }
  return bodies.map((entries) => ({
    kind: 'block',
    name,
    text: blockText(name, { type: position.type, names }, entries, context),
  }));
}

/** A list of objects that may be written as blocks is, unless it is empty: `ingress = []` says "none". */
function isWrittenAsBlocks(type: string, names: readonly string[], value: Written): boolean {
  const nesting = blockNesting(type, names);
  if (nesting === 'single' || nesting === 'list') return true;
  return isAttributeAsBlocks(type, names) && elementsOf(value)?.length !== 0;
}

/** `header { … }`: arguments first, then blocks, each after a blank line. */
export function blockText(
  header: string,
  position: Position,
  entries: readonly (readonly [string, Written])[],
  context: WritingContext,
): string {
  const items = entries.flatMap(([name, value]) => itemsFor(position, name, value, context));
  return bodyText(header, items, context);
}

/** `header { … }` around items. */
export function bodyText(header: string, items: readonly Item[], context: WritingContext): string {
  const { newline, step } = context.layout;
  if (items.length === 0) return `${header} {}`;
  const args = items.filter((item) => item.kind === 'argument').map((item) => item.text);
  const blocks = items.filter((item) => item.kind === 'block').map((item) => item.text);
  const groups = [...(args.length > 0 ? [args.join(newline)] : []), ...blocks];
  const lines = groups.join(newline + newline).split(newline);
  const inner = lines.map((line) => (line === '' ? line : step + line));
  return [`${header} {`, ...inner, '}'].join(newline);
}

/** The entries of a map; null when it is none. */
export function entriesOf(value: Written): readonly (readonly [string, Written])[] | null {
  if (value.kind === 'map') return value.entries;
  if (value.kind !== 'literal' || !isObject(value.value)) return null;
  return Object.entries(value.value).map(([key, entry]) => [key, literal(entry)] as const);
}

/** The elements of a list; null when it is none. */
export function elementsOf(value: Written): readonly Written[] | null {
  if (value.kind === 'list') return value.items;
  if (value.kind !== 'literal' || !isArray(value.value)) return null;
  return value.value.map(literal);
}

/** Whether this can be the name of an argument or block; everything else is only a key of an object. */
export function isName(text: string): boolean {
  return /^[A-Za-z_][\w-]*$/.test(text);
}

function bodiesOf(value: Written): readonly (readonly (readonly [string, Written])[])[] | null {
  const elements = elementsOf(value) ?? [value];
  const bodies = elements.map(entriesOf);
  const canStand = (body: (typeof bodies)[number]): body is NonNullable<typeof body> =>
    body?.every(([name]) => isName(name)) === true;
  return bodies.every(canStand) ? bodies : null;
}

function literal(value: Json): Written {
  return { kind: 'literal', value };
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isArray(value);
}
