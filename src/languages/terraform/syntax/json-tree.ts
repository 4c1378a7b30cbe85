import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { SyntaxFailure } from './failure.ts';
import { maxDepth } from './limits.ts';

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
      first.offset + first.length,
    );
  if (!root) throw new SyntaxFailure('This is not valid JSON: value expected.', 0, 0);
  return root;
}

/** `CommaExpected` → `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase();
}

/** The parser of the library calls itself for every level, so the depth is seen to first. */
function refuseDeepNesting(text: string): void {
  let depth = 0;
  const marks = /"(?:[^"\\]|\\[\s\S])*"?|[[\]{}]/g;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    if (mark === '{' || mark === '[') depth++;
    else if (mark === '}' || mark === ']') depth--;
    if (depth > maxDepth)
      throw new SyntaxFailure(
        `Nested deeper than ${maxDepth} levels, which is not supported.`,
        index,
        index + 1,
      );
  }
}
