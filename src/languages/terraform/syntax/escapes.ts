import type { Parser } from './parser.ts';

const sequence = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/gsu;
const simple = new Map([
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
  ['\\"', '"'],
  ['\\\\', '\\'],
]);

/** The value of text in a quoted string: the escapes between `start` and `end` resolved. */
export function resolveEscapes(parser: Parser, start: number, end: number): string {
  return parser.text.slice(start, end).replace(sequence, (written: string, offset: number) => {
    const place = start + offset;
    const plain = simple.get(written);
    if (plain !== undefined) return plain;
    const code = written.length > 3 ? Number.parseInt(written.slice(2), 16) : Number.NaN;
    if (Number.isNaN(code))
      return parser.fail(
        `${written} is not an escape: expected \\n, \\r, \\t, \\", \\\\, \\uXXXX or \\UXXXXXXXX.`,
        place,
        place + written.length,
      );
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      return parser.fail(`${written} is not a Unicode character.`, place, place + written.length);
    return String.fromCodePoint(code);
  });
}
