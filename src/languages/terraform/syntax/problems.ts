import type { SyntaxProblem } from './ast.ts';
import { SyntaxFailure } from './failure.ts';
import { maxLength } from './limits.ts';
import { lineIndex } from './line-index.ts';

/** What `parse` gives, or the first problem in `text`. */
export function attempt<T>(
  text: string,
  parse: () => T,
): { readonly value: T } | { readonly problem: SyntaxProblem } {
  if (text.length > maxLength)
    return {
      problem: problemAt(
        text,
        0,
        0,
        `The file is longer than ${maxLength} characters, which is not supported.`,
      ),
    };
  try {
    return { value: parse() };
  } catch (thrown) {
    if (!(thrown instanceof SyntaxFailure)) throw thrown;
    return { problem: problemAt(text, thrown.start, thrown.end, thrown.message) };
  }
}

function problemAt(text: string, start: number, end: number, message: string): SyntaxProblem {
  return { range: { start, end }, ...lineIndex(text)(start), message };
}
