import { scalarValue } from '../evaluate/values.ts';
import { columnOf, lineEnd, nextLine } from '../syntax/lines.ts';
import type { MappingNode, Node, ScalarNode } from '../syntax/node.ts';
import { dashed, renderBlock, renderFlow, type Tree } from './render.ts';
import {
  indentAt,
  indented,
  inserted,
  replaceValue,
  type Sheet,
  type Slot,
  valueIn,
} from './slots.ts';
import type { Splice } from './spliced-text.ts';
import type { Style } from './style.ts';

/** Makes a list of a single value that stands where a list may stand, with another element behind it. */
export function wrapInList(slot: Slot, tree: Tree, sheet: Sheet): readonly Splice[] {
  const value = valueIn(slot);
  const { text } = sheet.document;
  if (value.kind === 'scalar') {
    const first: Tree = { kind: 'scalar', value: literalOf(value) };
    return replaceValue(slot, { kind: 'list', items: [first, tree] }, sheet);
  }
  if (value.kind === 'mapping' && !value.flow) return wrapBlock(value, tree, sheet);
  const pair = slot.kind === 'pair' ? slot.mapping.pairs[slot.index] : undefined;
  const keyStart = pair?.range.start ?? 0;
  const hasOwnLine =
    pair !== undefined && indentAt(text, keyStart).length === columnOf(text, keyStart);
  if (hasOwnLine && sheet.style.format === 'json') {
    return wrapOnLines(value, tree, indentAt(text, keyStart), sheet);
  }
  const isOneLine = lineEnd(text, value.range.start) >= value.range.end;
  if (hasOwnLine && isOneLine && slot.kind === 'pair' && !slot.mapping.flow) {
    return wrapBelow(value, tree, pair.colonEnd, keyStart, sheet);
  }
  return [
    inserted(value.range.start, '['),
    inserted(value.range.end, `, ${renderFlow(tree, sheet.style, null)}]`),
  ];
}

/** A block mapping: a dash before its first line, and the others moved to the right. */
function wrapBlock(
  { range }: MappingNode,
  tree: Tree,
  { document, style }: Sheet,
): readonly Splice[] {
  const { text } = document;
  const splices: Splice[] = [inserted(range.start, '- '), ...shifted(text, range, '  ')];
  const block = indented(dashed(renderBlock(tree, style)), columnOf(text, range.start), style);
  return [...splices, inserted(lineEnd(text, range.end), `${style.newline}${block}`)];
}

/** JSON whose key has a line of its own: each element gets one too. */
function wrapOnLines(
  { range }: Node,
  tree: Tree,
  indent: string,
  { document: { text }, style }: Sheet,
): readonly Splice[] {
  const inner = `${style.newline}${indent}${style.unit}`;
  const added = renderFlow(tree, style, indent + style.unit);
  return [
    inserted(range.start, `[${inner}`),
    ...shifted(text, range, style.unit),
    inserted(range.end, `,${inner}${added}${style.newline}${indent}]`),
  ];
}

/** A flow mapping behind a key in block style: a list of dashes below the key. */
function wrapBelow(
  { range }: Node,
  tree: Tree,
  colonEnd: number,
  keyStart: number,
  { document: { text }, style }: Sheet,
): readonly Splice[] {
  const column = columnOf(text, keyStart) + dashStep(style);
  const block = indented(dashed(renderBlock(tree, style)), column, style);
  return [
    {
      range: { start: colonEnd, end: range.start },
      text: `${style.newline}${' '.repeat(column)}- `,
    },
    inserted(lineEnd(text, range.end), `${style.newline}${block}`),
  ];
}

function dashStep({ dashesAtKey, unit }: Style): number {
  return dashesAtKey ? 0 : unit.length;
}

/** The lines after the first of a range, moved to the right. */
function shifted(text: string, range: { start: number; end: number }, by: string): Splice[] {
  const splices: Splice[] = [];
  for (let at = nextLine(text, range.start); at < range.end; at = nextLine(text, at)) {
    if (lineEnd(text, at) > at) splices.push(inserted(at, by));
  }
  return splices;
}

function literalOf(node: ScalarNode): string | number | boolean | null {
  const value = scalarValue(node, null);
  return value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean'
    ? value.value
    : null;
}
