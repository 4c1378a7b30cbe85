import type { Token } from './tokens.ts';

/** What begins or ends an expression's brackets: `${` and `%{` count too. */
export function bracketChange(token: Token): -1 | 0 | 1 {
  switch (token.kind) {
    case '(':
    case '[':
    case '{':
    case 'open-template':
      return 1;
    case ')':
    case ']':
    case '}':
    case 'close-template':
      return -1;
    default:
      return 0;
  }
}

/** After these a minus is a sign, not a subtraction. */
const beforeNegation = new Set([
  ...['(', '{', '[', '=', ':', ',', '?', '+', '*', '/', '%', '-'],
  ...['==', '!=', '>', '>=', '<', '<=', '&&', '||', '!'],
]);

/**
 * Whether `terraform fmt` puts a space between `subject` and `after` on one line; `before` is the
 * token before `subject` in the same cell. The rules and their order are those of hclwrite/format.go.
 */
export function spaceBetween(before: Token | undefined, subject: Token, after: Token): boolean {
  if (after.kind === 'newline') return false;
  if (subject.kind === 'identifier' && after.kind === '(') return false;
  if (subject.kind === 'identifier' && after.text === '::') return false;
  if (subject.text === '::' && after.kind === 'identifier') return false;
  if (isSymbol(subject, '.') || isSymbol(after, '.')) return false;
  if (isSymbol(after, ',') || isSymbol(after, '...')) return false;
  if (isSymbol(subject, ',')) return true;
  if (isInsideTemplate(subject, after)) return false;
  if (isForIn(before, subject)) return true;
  if (after.kind === '[' && endsOperand(subject)) return false;
  if (isSymbol(subject, '!')) return false;
  if (isSymbol(subject, '-')) return before !== undefined && !beforeNegation.has(before.text);
  if (subject.kind === '{' || after.kind === '}') {
    return !(subject.kind === '{' && after.kind === '}');
  }
  if (subject.kind === 'open-template' && after.kind === '{') return true;
  if (subject.kind === '}' && after.kind === 'close-template') return true;
  if (subject.kind === 'close-template' && after.kind === 'open-template') return false;
  if (bracketChange(subject) > 0) return false;
  return bracketChange(after) >= 0;
}

function isSymbol(token: Token, text: string): boolean {
  return token.kind === 'symbol' && token.text === text;
}

function isInsideTemplate(subject: Token, after: Token): boolean {
  return (
    subject.kind === 'literal' ||
    subject.kind === 'open-quote' ||
    subject.kind === 'open-heredoc' ||
    after.kind === 'literal' ||
    after.kind === 'close-quote' ||
    after.kind === 'close-heredoc'
  );
}

/** `for x in [a]`: `in[a]` would look like an index. */
function isForIn(before: Token | undefined, subject: Token): boolean {
  return subject.kind === 'identifier' && subject.text === 'in' && before?.kind === 'identifier';
}

function endsOperand(token: Token): boolean {
  return token.kind === 'identifier' || token.kind === 'number' || bracketChange(token) < 0;
}
