/** UTF-16 codes of the characters that the scanner decides on. */
export const Char = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  hash: 0x23,
  dollar: 0x24,
  percent: 0x25,
  star: 0x2a,
  dash: 0x2d,
  slash: 0x2f,
  backslash: 0x5c,
  underscore: 0x5f,
  openBrace: 0x7b,
  tilde: 0x7e,
  firstNonAscii: 0x80,
  byteOrderMark: 0xfeff,
} as const;

/** Whether an ASCII character continues an identifier. HCL allows dashes inside. */
export function continuesIdentifier(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === Char.underscore ||
    code === Char.dash
  );
}

/** Whether an ASCII character starts an identifier. */
export function startsIdentifier(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === Char.underscore
  );
}

/** Whether the character is a decimal digit. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

// Go's unicode.IsSpace, which HCL trims by. JavaScript's \s differs in U+0085 and U+FEFF.
const space = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const leadingSpace = new RegExp(`^${space}+`);
const onlySpace = new RegExp(`^${space}$`);

/** The text without the white space at its start. */
export function trimStart(text: string): string {
  return text.replace(leadingSpace, '');
}

/** The text without the white space at its end. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && onlySpace.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
