import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { SyntaxFailure } from './failure.ts';
import { maxDepth } from './limits.ts';
import { attempt } from './problems.ts';

/** The tree of strict JSON (no comments, no trailing commas). Fails at the first error. */
export function parseJsonTree(text: string): Node {
  refuseDeepNesting(text);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first)
    throw new SyntaxFailure(
      `This is not valid JSON: ${inWords(printParseErrorCode(first.error))}.`,
      first.offset,
      // A comment that is not closed is said to end beyond the text.
      Math.min(first.offset + first.length, text.length),
    );
  if (!root) throw new SyntaxFailure('This is not valid JSON: value expected.', 0, 0);
  return root;
}

/** The same tree; null for what is no strict JSON, or nests too deeply. */
export function jsonTree(text: string): Node | null {
  const tree = attempt(text, () => parseJsonTree(text));
  return tree.ok ? tree.value : null;
}

/** `CommaExpected` → `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase();
}

/** The parser of the library calls itself for every level, so the depth is seen to first. */
function refuseDeepNesting(text: string): void {
  const index = tooDeepAt(text);
  if (index !== null)
    throw new SyntaxFailure(
      `Nested deeper than ${maxDepth} levels, which is not supported.`,
      index,
      index + 1,
    );
}

/** Whether brackets and braces nest deeper than is supported. */
export function nestsTooDeep(text: string): boolean {
  return tooDeepAt(text) !== null;
}

function tooDeepAt(text: string): number | null {
  let depth = 0;
  const marks = /"(?:[^"\\]|\\[\s\S])*"?|[[\]{}]/g;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    if (mark === '{' || mark === '[') depth++;
    else if (mark === '}' || mark === ']') depth--;
    if (depth > maxDepth) return index;
  }
  return null;
}
