import {
  type Document,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import type { z } from 'zod';
import { messageOf } from '../foundation/errors.ts';
import { type IssueText, issueTexts } from '../foundation/issue-text.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { ConfigProblem } from './problem.ts';

/**
 * Reads a YAML file with a schema. Every problem has its line and column; a key that the schema does
 * not know is one. `maxLength` is in UTF-16 units.
 */
export function readYaml<T>(
  text: string,
  path: string,
  schema: z.ZodType<T>,
  maxLength: number,
): Result<T, readonly ConfigProblem[]> {
  const whole = (message: string): Result<T, readonly ConfigProblem[]> =>
    failed([{ place: { path, line: 1, column: 1 }, key: '', message, meant: null }]);
  if (text.length > maxLength) {
    return whole(`The file has ${text.length} characters; at most ${maxLength} are read.`);
  }
  try {
    return readDocument(text, path, schema);
  } catch (thrown) {
    // The parser recurses over nesting and refuses alias bombs with an exception.
    if (thrown instanceof RangeError) return whole('The file is nested too deeply.');
    if (thrown instanceof ReferenceError) return whole(`The file's aliases: ${messageOf(thrown)}.`);
    throw thrown;
  }
}

function readDocument<T>(
  text: string,
  path: string,
  schema: z.ZodType<T>,
): Result<T, readonly ConfigProblem[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { path, line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    return failed(
      // What follows the first few is mostly their echo.
      document.errors.slice(0, 5).map((error) => ({
        place: placeAt(error.pos[0]),
        key: '',
        message:
          error.code === 'RESOURCE_EXHAUSTION'
            ? 'The file is nested too deeply from here on.'
            : `This is not valid YAML: ${error.message.replace(/\.?$/, '.')}`,
        meant: null,
      })),
    );
  }
  const read = schema.safeParse(document.toJS());
  if (read.success) return ok(read.data);
  const problems = issueTexts(read.error.issues, schema, document.toJS()).map((issue) => ({
    place: placeAt(offsetOf(document, issue)),
    key: issue.path.join('.'),
    message: issue.message,
    meant: issue.meant,
  }));
  return failed(problems.sort((a, b) => a.place.line - b.place.line));
}

/** Where the value (or, for a wrong key, the key) begins; the nearest ancestor's place when it is missing. */
function offsetOf(document: Document, issue: IssueText): number {
  for (let length = issue.path.length; length > 0; length--) {
    const parent: unknown = document.getIn(issue.path.slice(0, length - 1), true);
    const last = issue.path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(last),
      );
      if (pair !== undefined && isScalar(pair.key)) {
        const value = issue.aboutKey ? null : (pair.value as Node | null);
        return value?.range?.[0] ?? pair.key.range?.[0] ?? 0;
      }
    }
    const node = document.getIn(issue.path.slice(0, length), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
