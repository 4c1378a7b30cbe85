import { visit } from 'jsonc-parser';
import type { Json } from '../../foundation/json.ts';

/** A JSON text of a report with its place in it, or why it cannot be read, in one sentence. */
export type Document =
  | { readonly ok: true; readonly value: Json; readonly path: string }
  | { readonly ok: false; readonly reason: string };

/**
 * The JSON documents in a text, one after the other: one, or one per line (NDJSON). A byte order mark is
 * skipped. Lines are parsed as they are asked for, so that only their findings stay in memory.
 */
export function* documentsIn(text: string): Generator<Document> {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  const whole = parse(body);
  if (whole.ok) yield { ok: true, value: whole.value, path: '$' };
  else if (body.trim() === '') yield { ok: false, reason: 'The report is empty.' };
  else if (startsAsLines(body)) yield* lines(body);
  else yield { ok: false, reason: notJson(body) };
}

function* lines(body: string): Generator<Document> {
  for (const [index, line] of body.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = parse(line);
    if (read.ok) {
      yield { ok: true, value: read.value, path: `line ${index + 1}: $` };
    } else {
      const column = errorOffset(line) + 1;
      yield { ok: false, reason: `Line ${index + 1} is not valid JSON, from column ${column} on.` };
    }
  }
}

/** One object per line: the first line that is not blank is JSON on its own. */
function startsAsLines(body: string): boolean {
  const start = body.search(/\S/);
  const end = body.indexOf('\n', start);
  if (end === -1) return false;
  const first = body.slice(start, end);
  return first.startsWith('{') && parse(first).ok;
}

function notJson(body: string): string {
  if (!/^\s*[[{]/.test(body)) {
    return 'The report is not JSON: it begins with neither { nor [. Export the findings as JSON, not CSV or HTML.';
  }
  const before = body.slice(0, errorOffset(body)).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  return `The report is not valid JSON, from line ${before.length}, column ${column} on.`;
}

/** Where the first mistake is; the end of the text when that is nested too deeply to tell. */
function errorOffset(text: string): number {
  let first = text.length;
  try {
    visit(text, {
      onError: (_error, offset) => {
        first = Math.min(first, offset);
      },
    });
  } catch {
    // The parser is recursive; nesting that exhausts the stack is reported at the end.
    return text.length;
  }
  return first;
}

function parse(text: string): { ok: true; value: Json } | { ok: false } {
  try {
    const value: Json = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}
