import type { Caller, Output } from '../caller.ts';

/** Colours a text, or leaves it alone where there is no terminal or NO_COLOR is set (https://no-color.org). */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

export function paletteFor(caller: Caller, output: Output): Palette {
  const isPlain = !output.isTerminal || (caller.environment.NO_COLOR ?? '') !== '';
  const paint = (open: number, close: number) => (text: string) =>
    isPlain ? text : `\u001b[${open}m${text}\u001b[${close}m`;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}

/** Text from outside on a terminal: control characters (escape sequences, bidirectional overrides) become visible. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
