import type { ConfigFile, ObjectExpression, TupleExpression } from '../syntax/ast.ts';
import { findOutsideComments, hasComment, startWithComments } from './comments.ts';
import {
  indentationAt,
  indented,
  isSingleLine,
  layoutOf,
  lineEnd,
  lineStart,
  nextLine,
} from './layout.ts';
import { deletion, insertion, type Replacement } from './splice.ts';

/** A list or object as it is written: its range includes the brackets. */
type Collection = TupleExpression | ObjectExpression;
type Member = Collection['range'];

function membersOf(collection: Collection): readonly Member[] {
  const members = collection.kind === 'tuple' ? collection.items : collection.entries;
  return members.map((member) => member.range);
}

/**
 * Adds an element (an expression, or `key = value`) after the member with number `after`, at the end
 * by default. The commas and lines of the collection go on as they are.
 */
export function addMember(
  file: ConfigFile,
  collection: Collection,
  text: string,
  after?: number,
): readonly Replacement[] {
  const members = membersOf(collection);
  const index = Math.min(after ?? members.length - 1, members.length - 1);
  const anchor = members[index];
  if (anchor === undefined) return [intoEmpty(file, collection, text)];
  const isLast = index === members.length - 1;
  const limit = members[index + 1]?.start ?? collection.range.end - 1;
  const comma = findOutsideComments(file, ',', anchor.end, limit);
  if (!startsOwnLine(file, anchor)) {
    const at = isLast || comma === null ? anchor.end : comma;
    return [insertion(at, `, ${indented(text, indentationAt(file.text, anchor.start))}`)];
  }
  const { newline } = layoutOf(file);
  const indentation = indentationAt(file.text, anchor.start);
  const needsComma = collection.kind === 'tuple' || comma !== null;
  const trailingComma = comma !== null ? ',' : '';
  const line = newline + indentation + indented(text, indentation) + trailingComma;
  const closesOnSameLine = lineEnd(file.text, anchor.end) > collection.range.end - 1 && isLast;
  const lineAt = closesOnSameLine
    ? (comma ?? anchor.end - 1) + 1
    : lineEnd(file.text, comma ?? anchor.end);
  if (comma !== null || !needsComma) return [insertion(lineAt, line)];
  if (lineAt === anchor.end) return [insertion(anchor.end, `,${line}`)];
  return [insertion(anchor.end, ','), insertion(lineAt, line)];
}

/** Takes the member with this number away, with its comma and its comment. */
export function removeMember(
  file: ConfigFile,
  collection: Collection,
  index: number,
): readonly Replacement[] {
  const members = membersOf(collection);
  const member = members[index];
  if (member === undefined) return [];
  const previous = members[index - 1];
  const next = members[index + 1];
  const inner = { start: collection.range.start + 1, end: collection.range.end - 1 };
  if (members.length === 1 && !hasComment(file, inner.start, inner.end)) {
    return [deletion(inner.start, inner.end)];
  }
  const comma = findOutsideComments(file, ',', member.end, next?.start ?? inner.end);
  const end = (comma ?? member.end - 1) + 1;
  if (startsOwnLine(file, member) && endsOwnLine(file, end)) {
    const lines = deletion(startWithComments(file, member.start), nextLine(file.text, end));
    const dangling =
      previous !== undefined && next === undefined && comma === null && collection.kind === 'tuple'
        ? findOutsideComments(file, ',', previous.end, member.start)
        : null;
    return dangling === null ? [lines] : [deletion(dangling, dangling + 1), lines];
  }
  if (next !== undefined) return [deletion(member.start, next.start)];
  if (previous !== undefined) return [deletion(previous.end, comma === null ? member.end : comma)];
  return [deletion(member.start, end)];
}

function intoEmpty(file: ConfigFile, collection: Collection, text: string): Replacement {
  const inner = { start: collection.range.start + 1, end: collection.range.end - 1 };
  const isTuple = collection.kind === 'tuple';
  const outer = indentationAt(file.text, collection.range.start);
  if (isSingleLine(file.text, inner) || !hasComment(file, inner.start, inner.end)) {
    const line = indented(text, outer);
    return { range: inner, text: isTuple ? line : ` ${line} ` };
  }
  const { newline, step } = layoutOf(file);
  const indentation = outer + step;
  const line = indentation + indented(text, indentation) + (isTuple ? ',' : '') + newline;
  return insertion(lineStart(file.text, inner.end), line);
}

/** Whether nothing but white space stands before it on its line. */
function startsOwnLine(file: ConfigFile, member: Member): boolean {
  const start = lineStart(file.text, member.start);
  return file.text.slice(start, member.start).trim() === '';
}

/** Whether nothing but white space and a comment stands after it on its line. */
function endsOwnLine(file: ConfigFile, end: number): boolean {
  const stop = lineEnd(file.text, end);
  const rest = file.text.slice(end, stop).trim();
  return (
    rest === '' ||
    rest.startsWith('#') ||
    rest.startsWith('//') ||
    (rest.startsWith('/*') && rest.endsWith('*/'))
  );
}
