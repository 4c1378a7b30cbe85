import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { ConfigFile, SyntaxProblem } from './ast.ts';
import { SyntaxFailure } from './failure.ts';
import { maxLength } from './limits.ts';
import { lineIndex } from './line-index.ts';

/** What `parse` gives, or the first problem in `text`. Text beyond the size limit is not parsed. */
export function attempt<T>(text: string, parse: () => T): Result<T, SyntaxProblem> {
  if (text.length > maxLength)
    return failed(problemAt(text, 0, 0, `The text is longer than ${maxLength} characters.`));
  try {
    return ok(parse());
  } catch (thrown) {
    if (!(thrown instanceof SyntaxFailure)) throw thrown;
    return failed(problemAt(text, thrown.start, thrown.end, thrown.message));
  }
}

/** The file with what `parse` gives; with an empty body if there is a problem. */
export function configFile(
  path: string,
  text: string,
  syntax: ConfigFile['syntax'],
  parse: () => Pick<ConfigFile, 'body' | 'comments'>,
): ConfigFile {
  const result = attempt(text, parse);
  if (result.ok) return { path, text, syntax, ...result.value, errors: [] };
  const body = { range: { start: 0, end: text.length }, items: [] };
  return { path, text, syntax, body, comments: [], errors: [result.error] };
}

function problemAt(text: string, start: number, end: number, message: string): SyntaxProblem {
  return { range: { start, end }, ...lineIndex(text)(start), message };
}
