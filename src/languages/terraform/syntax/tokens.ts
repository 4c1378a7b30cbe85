/** What a token is. Punctuation is its own text. */
export type TokenKind =
  | 'end of file'
  | 'newline'
  | 'name'
  | 'number'
  | 'heredoc'
  | '"'
  | Punctuation;

const symbols = [
  '...',
  '~}',
  '==',
  '!=',
  '>=',
  '<=',
  '&&',
  '||',
  '::',
  '=>',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '.',
  ',',
  '*',
  '/',
  '%',
  '+',
  '-',
  '=',
  '<',
  '>',
  '!',
  '?',
  ':',
] as const;
type Punctuation = (typeof symbols)[number];

/** Punctuation by its first character, longest first. */
export const symbolsByFirst: ReadonlyMap<number, readonly Punctuation[]> = Map.groupBy(
  symbols,
  (symbol) => symbol.charCodeAt(0),
);
