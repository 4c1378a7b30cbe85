import { isDeepStrictEqual } from 'node:util';
import { Parser } from 'yaml';
import type { Code } from '../../../src/model/language.ts';
import { isPlainMap, type Plain, plainTemplate } from './plain-template.ts';
import type { RandomEdit } from './random-edits.ts';
import { context, edited, treeOf } from './tree.ts';

export type Verdict =
  | { readonly kind: 'right'; readonly after: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'wrong'; readonly what: string; readonly after: string };

/** Makes an edit of one file and checks it against data that another parser read. */
export function checkEdit(code: Code, path: string, edit: RandomEdit): Verdict {
  const source = code.tree.read(path);
  if (!source.ok) throw new Error(source.reason);
  const before = source.text;
  const result = code.edit(edit.intents, context);
  if (!result.ok) return { kind: 'refused', reason: result.error.reason };
  const edits = [...result.value.edits].sort((a, b) => a.range.start - b.range.start);
  const overlaps = edits.some((one, index) => {
    const next = edits[index + 1];
    return next !== undefined && one.range.end > next.range.start;
  });
  const after = edited({ [path]: before }, edits)[path] ?? '';
  const wrong = (what: string): Verdict => ({ kind: 'wrong', what, after });
  if (overlaps) return wrong('edits overlap');
  if (edits.some((one) => one.path !== path)) return wrong('another file changes');
  let now: Plain;
  try {
    now = plainTemplate(after);
  } catch (error) {
    return wrong(`unreadable: ${String(error)}`);
  }
  const expected = plainTemplate(before);
  if (!isPlainMap(expected)) return wrong('no template');
  edit.expect(expected);
  if (!isDeepStrictEqual(longForm(now), longForm(expected)))
    return wrong('not the intended difference');
  if (!before.includes('\r') && after.includes('\r')) return wrong('carriage returns appear');
  if (isCrlf(before) && !isCrlf(after)) return wrong('line endings are mixed');
  if (before.startsWith('\ufeff') !== after.startsWith('\ufeff')) return wrong('byte order mark');
  if (/\n$/.test(before) !== /\n$/.test(after)) return wrong('final line break');
  if (edit.keepsComments && !isJson(before)) {
    const lost = commentsOf(before).filter((comment) => !commentsOf(after).includes(comment));
    if (lost.length > 0) return wrong(`comment lost: ${lost[0]}`);
  }
  return again(code, path, edit, after) ?? { kind: 'right', after };
}

/** Setting the same once more changes nothing. */
function again(code: Code, path: string, edit: RandomEdit, after: string): Verdict | null {
  if (edit.intents.some((intent) => intent.kind !== 'set' || intent.value.kind !== 'literal'))
    return null;
  if (
    edit.intents.some(
      (i) => i.kind === 'set' && i.value.kind === 'literal' && typeof i.value.value === 'object',
    )
  )
    return null;
  const result = code.with(treeOf({ [path]: after })).edit(edit.intents, context);
  if (!result.ok)
    return { kind: 'wrong', what: `a second time refused: ${result.error.reason}`, after };
  return result.value.edits.length === 0
    ? null
    : { kind: 'wrong', what: 'a second time changes more', after };
}

function isCrlf(text: string): boolean {
  return text.includes('\r\n') && !/[^\r]\n/.test(text);
}

function isJson(text: string): boolean {
  return /^\ufeff?\s*\{/.test(text);
}

/** `!Ref X` and `Ref: X` mean the same. */
function longForm(value: Plain): Plain {
  if (Array.isArray(value)) return value.map(longForm);
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key === '!Ref' ? 'Ref' : key, longForm(entry)]),
  );
}

function commentsOf(text: string): string[] {
  const comments: string[] = [];
  const visit = (token: unknown): void => {
    if (Array.isArray(token)) token.forEach(visit);
    else if (typeof token === 'object' && token !== null) {
      if ('type' in token && token.type === 'comment' && 'source' in token)
        comments.push(String(token.source));
      Object.values(token).forEach(visit);
    }
  };
  for (const token of new Parser().parse(text)) visit(token);
  return comments;
}
