import { bracketChange } from './spacing.ts';
import type { Token } from './tokens.ts';

/**
 * One line in the cells that `terraform fmt` aligns: what stands before an `=`, the assignment, and a
 * comment at the end. A heredoc belongs to the line on which it begins.
 */
export interface Line {
  readonly lead: readonly Token[];
  /** From the `=` on; empty when the line assigns nothing or begins an expression of several lines. */
  readonly assign: readonly Token[];
  readonly comment: Token | null;
}

export function linesOf(tokens: readonly Token[]): readonly Line[] {
  const lines: Line[] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    current.push(token);
    if (endsLine(token)) {
      lines.push(cellsOf(current));
      current = [];
    }
  }
  if (current.length > 0) lines.push(cellsOf(current));
  return lines;
}

/** A `#` or `//` comment holds the end of its line. */
function endsLine(token: Token): boolean {
  return token.kind === 'newline' || (token.kind === 'comment' && token.text.endsWith('\n'));
}

function cellsOf(tokens: readonly Token[]): Line {
  const last = tokens.at(-1);
  const comment = tokens.length > 1 && last?.kind === 'comment' ? last : null;
  const rest = comment === null ? tokens : tokens.slice(0, -1);
  const equals = rest.findIndex(
    (token, index) => index > 0 && token.text === '=' && token.kind === 'symbol',
  );
  const assign = equals === -1 ? [] : rest.slice(equals);
  const open = assign.reduce((sum, token) => sum + bracketChange(token), 0);
  if (assign.length === 0 || open !== 0) return { lead: rest, assign: [], comment };
  return { lead: rest.slice(0, equals), assign, comment };
}
