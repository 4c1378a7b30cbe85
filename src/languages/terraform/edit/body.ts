import type { Attribute, Block, Body, ConfigFile } from '../syntax/ast.ts';
import { startWithComments } from './comments.ts';
import {
  indentationAt,
  indented,
  isBlankLine,
  isSingleLine,
  layoutOf,
  lineEnd,
  lineStart,
  nextLine,
} from './layout.ts';
import { parentOf } from './nodes.ts';
import { deletion, insertion, type Replacement } from './splice.ts';

/** Arguments that people write first, with a blank line after them. */
const leading = new Set(['count', 'for_each', 'provider', 'source', 'version', 'providers']);
/** Arguments and blocks that people write last. */
const trailing = new Set(['tags', 'depends_on', 'lifecycle', 'timeouts', 'provisioner']);

/** Puts an argument (`name = value`, lines after the first indented relative to it) into a block. */
export function addArgument(file: ConfigFile, block: Block, text: string): Replacement {
  if (isSingleLine(file.text, { start: block.openBrace, end: block.closeBrace })) {
    return expandedWith(file, block, text);
  }
  const anchor = lastPlainArgument(file, block.body);
  if (anchor !== null) {
    const gap = leading.has(anchor.name) || !isSingleLine(file.text, anchor.range);
    return afterItem(file, anchor, text, gap);
  }
  const [first] = block.body.items;
  if (first === undefined) return beforeClosingBrace(file, block, text);
  return beforeItem(
    file,
    block,
    first,
    text,
    first.kind === 'block' || trailing.has(itemName(first)),
  );
}

/** Puts a nested block into a block: after those of its type, else after what people write before it. */
export function addBlock(file: ConfigFile, block: Block, type: string, text: string): Replacement {
  if (isSingleLine(file.text, { start: block.openBrace, end: block.closeBrace })) {
    return expandedWith(file, block, text, true);
  }
  const { items } = block.body;
  const same = items.filter((item) => item.kind === 'block' && item.type === type);
  const anchor =
    same.at(-1) ?? items.findLast((item) => !trailing.has(itemName(item))) ?? items.at(-1);
  if (anchor === undefined) return beforeClosingBrace(file, block, text);
  return afterItem(file, anchor, text, same.length < 2 || hasBlankLineBefore(file, anchor));
}

/** Puts a block after another one of the same body, at the distance that is usual there. */
export function addBlockAfter(file: ConfigFile, block: Block, text: string): Replacement {
  return afterItem(file, block, text, standsApart(file, block));
}

/** Puts a top-level block after another, one blank line between them. */
export function addTopLevelBlock(file: ConfigFile, after: Block, text: string): Replacement {
  const { newline } = layoutOf(file);
  return insertion(lineEnd(file.text, after.range.end), `${newline}${newline}${text}`);
}

/** Puts an argument at the end of a file. */
export function addTopLevelArgument(file: ConfigFile, text: string): Replacement {
  const last = file.body.items.at(-1);
  if (last !== undefined) return afterItem(file, last, text, false);
  const { newline } = layoutOf(file);
  const end = file.text.length;
  const gap = end === 0 || file.text.endsWith('\n') ? '' : newline;
  return insertion(end, `${gap}${text}${newline}`);
}

/** Takes an argument or block away, with its line and the comment that is its own. */
export function removeItem(
  file: ConfigFile,
  body: { readonly items: Body['items']; readonly openBrace: number; readonly closeBrace: number },
  item: Attribute | Block,
): Replacement {
  const { text } = file;
  const inner = { start: body.openBrace, end: body.closeBrace };
  if (body.openBrace >= 0 && isSingleLine(text, inner)) {
    return deletion(body.openBrace + 1, body.closeBrace);
  }
  const withComments = startWithComments(file, item.range.start);
  const headsGroup =
    item.kind === 'attribute' &&
    !isBlankOrEnd(file, nextLine(text, item.range.end), body.closeBrace);
  let start = headsGroup ? lineStart(text, item.range.start) : withComments;
  let end = nextLine(text, item.range.end);
  const blankBefore = start > 0 && isBlankLine(text, start - 1);
  const opensBody = lineStart(text, body.openBrace) === lineStart(text, Math.max(start - 1, 0));
  if (isBlankOrEnd(file, end, body.closeBrace) && (blankBefore || opensBody)) {
    if (isBlankLine(text, end) && end < text.length) end = nextLine(text, end);
    else if (blankBefore) start = lineStart(text, start - 1);
  }
  return deletion(start, end);
}

function itemName(item: Attribute | Block): string {
  return item.kind === 'attribute' ? item.name : item.type;
}

/** The argument after which a new one reads well: on one line, before the nested blocks and before `tags`. */
function lastPlainArgument(file: ConfigFile, body: Body): Attribute | null {
  const firstBlock = body.items.findIndex((item) => item.kind === 'block');
  const isPlain = (item: Attribute | Block): item is Attribute =>
    item.kind === 'attribute' && !trailing.has(item.name);
  const before = (firstBlock === -1 ? body.items : body.items.slice(0, firstBlock)).filter(isPlain);
  const candidates = before.length > 0 ? before : body.items.filter(isPlain);
  const onOneLine = (item: Attribute): boolean => isSingleLine(file.text, item.range);
  return (
    candidates.findLast((item) => onOneLine(item) && !leading.has(item.name)) ??
    candidates.at(-1) ??
    null
  );
}

function afterItem(
  file: ConfigFile,
  item: Attribute | Block,
  text: string,
  blankLine: boolean,
): Replacement {
  const { newline } = layoutOf(file);
  const indentation = indentationAt(file.text, item.range.start);
  const gap = blankLine ? newline + newline : newline;
  return insertion(
    lineEnd(file.text, item.range.end),
    gap + indentation + indented(text, indentation),
  );
}

function beforeItem(
  file: ConfigFile,
  block: Block,
  item: Attribute | Block,
  text: string,
  blankLine: boolean,
): Replacement {
  const { newline } = layoutOf(file);
  const indentation = indentationAt(file.text, item.range.start);
  const gap = blankLine ? newline + newline : newline;
  const start = Math.max(
    startWithComments(file, item.range.start),
    nextLine(file.text, block.openBrace),
  );
  return insertion(start, indentation + indented(text, indentation) + gap);
}

/** Into a body of several lines that holds nothing, or only comments. */
function beforeClosingBrace(file: ConfigFile, block: Block, text: string): Replacement {
  const { newline, step } = layoutOf(file);
  const indentation = indentationAt(file.text, block.range.start) + step;
  return insertion(
    lineStart(file.text, block.closeBrace),
    indentation + indented(text, indentation) + newline,
  );
}

/** `{ a = 1 }` on several lines, with the new text at the end. */
function expandedWith(file: ConfigFile, block: Block, text: string, isBlock = false): Replacement {
  const { newline, step } = layoutOf(file);
  const outer = indentationAt(file.text, block.range.start);
  const inner = outer + step;
  const range = { start: block.openBrace + 1, end: block.closeBrace };
  const kept = file.text.slice(range.start, range.end).trim();
  const lines = kept === '' ? [] : [inner + kept, ...(isBlock ? [''] : [])];
  lines.push(inner + indented(text, inner), outer);
  return { range, text: newline + lines.join(newline) };
}

function hasBlankLineBefore(file: ConfigFile, item: Attribute | Block): boolean {
  const start = startWithComments(file, item.range.start);
  return start > 0 && isBlankLine(file.text, start - 1);
}

/** Whether a blank line parts a block from others of its type, or where it is the only one from its neighbours. */
function standsApart(file: ConfigFile, block: Block): boolean {
  const items = parentOf(file.body, block)?.body.items ?? file.body.items;
  const same = items.filter((item) => item.kind === 'block' && item.type === block.type);
  const second = same[Math.max(same.indexOf(block), 1)];
  if (second !== undefined) return hasBlankLineBefore(file, second);
  const next = nextLine(file.text, block.range.end);
  return (
    hasBlankLineBefore(file, block) || (next < file.text.length && isBlankLine(file.text, next))
  );
}

/** Whether at `offset`, the begin of a line, a group of lines ends. */
function isBlankOrEnd(file: ConfigFile, offset: number, closeBrace: number): boolean {
  if (offset >= file.text.length) return true;
  if (isBlankLine(file.text, offset)) return true;
  return closeBrace >= 0 && lineStart(file.text, closeBrace) === offset;
}
