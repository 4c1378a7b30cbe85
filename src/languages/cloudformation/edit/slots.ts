import type { Document } from '../syntax/document.ts';
import { columnOf, lineEnd, lineStart, nextLine } from '../syntax/lines.ts';
import type { MappingNode, Node, SequenceNode } from '../syntax/node.ts';
import { dashed, keyed, type Rendered, renderBlock, renderFlow, type Tree } from './render.ts';
import type { Splice } from './spliced-text.ts';
import type { Style } from './style.ts';

/** A place in a mapping or a sequence that holds a value. */
export type Slot =
  | { readonly kind: 'pair'; readonly mapping: MappingNode; readonly index: number }
  | { readonly kind: 'item'; readonly sequence: SequenceNode; readonly index: number };

/** A file that is edited, and how it is written. */
export interface Sheet {
  readonly document: Document;
  readonly style: Style;
}

/** The value in a slot. Slots are only made of what the tree holds. */
export function valueIn(slot: Slot): Node {
  const holder =
    slot.kind === 'pair' ? slot.mapping.pairs[slot.index] : slot.sequence.items[slot.index];
  if (holder === undefined) throw new RangeError(`no ${slot.kind} ${slot.index}`);
  return holder.value;
}

/** Where the text after a key's colon or an element's dash begins; null in flow style for elements. */
function separatorEnd(slot: Slot): number | null {
  if (slot.kind === 'pair') return slot.mapping.pairs[slot.index]?.colonEnd ?? null;
  const item = slot.sequence.items[slot.index];
  return slot.sequence.flow || item === undefined ? null : item.start + 1;
}

/** Puts another value into a slot. */
export function replaceValue(
  slot: Slot,
  tree: Tree,
  { document, style }: Sheet,
): readonly Splice[] {
  const { text } = document;
  const { range } = valueIn(slot);
  const after = separatorEnd(slot);
  const holder = slot.kind === 'pair' ? slot.mapping : slot.sequence;
  if (holder.flow) {
    const isOnLines = text.slice(holder.content.start, range.start).includes('\n');
    const flow = renderFlow(tree, style, isOnLines ? indentAt(text, range.start) : null);
    return [{ range, text: range.start === after ? ` ${flow}` : flow }];
  }
  const rendered = renderBlock(tree, style);
  if (after === null) return [{ range, text: renderFlow(tree, style, null) }];
  const isBelow = text.slice(after, range.start).includes('\n');
  if (rendered.kind === 'inline') {
    const start = isBelow || range.start === after ? after : range.start;
    const lead = start === after ? ' ' : '';
    return [{ range: { start, end: range.end }, text: `${lead}${rendered.text}` }];
  }
  if (isBelow || (slot.kind === 'item' && range.start !== after)) {
    const stands = columnOf(text, range.start);
    const column = Math.max(stands, leastColumn(slot, rendered, { document, style }));
    const block = indented(rendered.lines, column, style).trimStart();
    return [{ range, text: ' '.repeat(column - stands) + block }];
  }
  return belowKey(slot, rendered, after, range.end, { document, style });
}

/** A list's dashes may stand in the column of their key; a map's keys there would be its siblings. */
function leastColumn(
  slot: Slot,
  rendered: Extract<Rendered, { kind: 'block' }>,
  { document: { text }, style }: Sheet,
): number {
  const key = slot.kind === 'pair' ? slot.mapping.pairs[slot.index] : undefined;
  if (key === undefined || rendered.isList) return 0;
  return columnOf(text, key.range.start) + style.unit.length;
}

/** A block below a key (or a bare dash) whose value stood on its line: the line's comment stays there. */
function belowKey(
  slot: Slot,
  rendered: Extract<Rendered, { kind: 'block' }>,
  after: number,
  end: number,
  { document: { text }, style }: Sheet,
): readonly Splice[] {
  if (slot.kind === 'item') {
    const column = columnOf(text, after) + 1;
    return [
      {
        range: { start: after, end },
        text: ` ${indented(rendered.lines, column, style).trimStart()}`,
      },
    ];
  }
  const keyStart = slot.mapping.pairs[slot.index]?.range.start ?? after;
  const step = rendered.isList && style.dashesAtKey ? 0 : style.unit.length;
  const block = style.newline + indented(rendered.lines, columnOf(text, keyStart) + step, style);
  const rest = lineEnd(text, end);
  if (rest === end) return [{ range: { start: after, end }, text: block }];
  return [
    { range: { start: after, end }, text: '' },
    { range: { start: rest, end: rest }, text: block },
  ];
}

/** Adds a key to a mapping that has some, after the pair of this index. */
export function insertPair(
  mapping: MappingNode,
  after: number,
  [name, tree]: readonly [string, Tree],
  { document: { text }, style }: Sheet,
  blankLine = false,
): readonly Splice[] {
  const previous = mapping.pairs[after];
  if (previous === undefined) throw new RangeError(`no pair ${after}`);
  const blank = blankLine ? style.newline : '';
  if (mapping.flow) {
    const indent = indentOnOwnLine(text, mapping.content.start, previous.range.start);
    const key = style.format === 'json' ? JSON.stringify(name) : name;
    const value = renderFlow(tree, style, indent);
    const gap = indent === null ? ' ' : `${style.newline}${blank}${indent}`;
    return [inserted(previous.range.end, `,${gap}${key}: ${value}`)];
  }
  const first = mapping.pairs[0] ?? previous;
  const lines = keyed(name, renderBlock(tree, style), style);
  const block = indented(lines, columnOf(text, first.range.start), style);
  return [inserted(lineEnd(text, previous.range.end), `${style.newline}${blank}${block}`)];
}

/** Adds an element to a list that has some, after the element of this index. */
export function insertItem(
  sequence: SequenceNode,
  after: number,
  tree: Tree,
  { document: { text }, style }: Sheet,
): readonly Splice[] {
  const previous = sequence.items[after];
  if (previous === undefined) throw new RangeError(`no element ${after}`);
  if (sequence.flow) {
    const indent = indentOnOwnLine(text, sequence.content.start, previous.start);
    const gap = indent === null ? ' ' : `${style.newline}${indent}`;
    return [inserted(previous.value.range.end, `,${gap}${renderFlow(tree, style, indent)}`)];
  }
  const block = indented(dashed(renderBlock(tree, style)), columnOf(text, previous.start), style);
  return [inserted(lineEnd(text, previous.value.range.end), `${style.newline}${block}`)];
}

/** Takes a pair or element away from a holder that has others. */
export function removeSlot(slot: Slot, { document: { text } }: Sheet): readonly Splice[] {
  const parts =
    slot.kind === 'pair'
      ? slot.mapping.pairs.map((pair) => pair.range)
      : slot.sequence.items.map((item) => ({ start: item.start, end: item.value.range.end }));
  const flow = slot.kind === 'pair' ? slot.mapping.flow : slot.sequence.flow;
  const part = parts[slot.index];
  const next = parts[slot.index + 1];
  const previous = parts[slot.index - 1];
  if (part === undefined) return [];
  if (flow) {
    if (next !== undefined) return [removed(part.start, next.start)];
    return [removed(previous?.end ?? part.start, part.end)];
  }
  const line = lineStart(text, part.start);
  if (text.slice(line, part.start).trim() === '') {
    const end = nextLine(text, part.end);
    const start = headsGroup(slot, text, end) ? line : withComments(text, part.start);
    // At the end of a file without a final line break, the lines before keep it that way.
    if (end === text.length && !text.endsWith('\n')) {
      return [removed(text.slice(0, start).trimEnd().length, end)];
    }
    return [removed(start, end)];
  }
  // The first of a list's element or of a nested list, behind a dash: what follows takes its place.
  let end = nextLine(text, part.end);
  while (end < text.length && /\s/.test(text[end] ?? '')) end++;
  return [removed(part.start, end)];
}

/** A comment above a simple property may be about those below it too; one above an element is its own. */
function headsGroup(slot: Slot, text: string, end: number): boolean {
  const isSimple = slot.kind === 'pair' && valueIn(slot).kind === 'scalar';
  return isSimple && text.slice(end, lineEnd(text, end)).trim() !== '';
}

/** Where the comment lines directly above something, in its column, begin; its own line when there are none. */
function withComments(text: string, offset: number): number {
  let start = lineStart(text, offset);
  const indent = text.slice(start, offset);
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (above >= start || !text.startsWith(`${indent}#`, above)) break;
    start = above;
  }
  return start;
}

/** The indentation of the line on which an offset stands. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** The indentation of something in a flow collection that stands on a line of its own; null when it does not. */
function indentOnOwnLine(text: string, open: number, offset: number): string | null {
  const start = lineStart(text, offset);
  return start > open && text.slice(start, offset).trim() === '' ? text.slice(start, offset) : null;
}

/** Lines from a column on. */
export function indented(lines: readonly string[], column: number, style: Style): string {
  return lines.map((line) => ' '.repeat(column) + line).join(style.newline);
}

/** Text that is added. */
export function inserted(offset: number, text: string): Splice {
  return { range: { start: offset, end: offset }, text };
}

function removed(start: number, end: number): Splice {
  return { range: { start, end }, text: '' };
}
