import type { Json } from '../../foundation/json.ts';

/** A JSON text of a report with its place in it, or why it cannot be read, in one sentence. */
export type Document =
  | { readonly ok: true; readonly value: Json; readonly path: string }
  | { readonly ok: false; readonly reason: string };

/** The JSON documents in a text: one, or one per line (NDJSON). A byte order mark is skipped. */
export function documentsIn(text: string): readonly Document[] {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (body.trim() === '') return [{ ok: false, reason: 'The report is empty.' }];
  const whole = parse(body);
  if (whole.ok) return [{ ok: true, value: whole.value, path: '$' }];
  if (!startsAsLines(body)) return [{ ok: false, reason: notJson(body, whole.message) }];
  return body.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = parse(line);
    if (read.ok) return [{ ok: true, value: read.value, path: `line ${index + 1}: $` } as const];
    return [{ ok: false, reason: `Line ${index + 1} is not valid JSON${columnOf(read.message)}.` }];
  });
}

/** One object per line: the first line that is not blank is JSON on its own. */
function startsAsLines(body: string): boolean {
  const start = body.search(/\S/);
  const end = body.indexOf('\n', start);
  if (end === -1) return false;
  const first = body.slice(start, end);
  return /^\{.*\}\s*$/.test(first) && parse(first).ok;
}

function notJson(body: string, message: string): string {
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
  if (line !== undefined) return `The report is not valid JSON: line ${line}, column ${column}.`;
  const lines = body.split('\n');
  const last = lines.at(-1) ?? '';
  return `The report is not valid JSON: it ends too early, at line ${lines.length}, column ${last.length + 1}.`;
}

function columnOf(message: string): string {
  const [, column] = /\(line \d+ column (\d+)\)/.exec(message) ?? [];
  return column === undefined ? '' : ` (column ${column})`;
}

function parse(text: string): { ok: true; value: Json } | { ok: false; message: string } {
  try {
    const value: Json = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : '' };
  }
}
