import { failed, ok, type Result } from '../../../foundation/result.ts';
import { readJson } from './json.ts';
import type { Node } from './node.ts';
import { type SyntaxProblem, Unreadable } from './problem.ts';
import { readYaml } from './yaml.ts';

/** CloudFormation takes templates of up to 1 MB (from S3). */
export const MAX_LENGTH = 1_048_576;

/** A parsed file: a template, or a parameter file. */
export interface Document {
  readonly path: string;
  readonly text: string;
  readonly format: 'yaml' | 'json';
  readonly root: Node;
}

/** Reads a file by its content: JSON when it is JSON, else YAML, whatever its name says. */
export function readDocument(path: string, text: string): Result<Document, SyntaxProblem> {
  if (text.length > MAX_LENGTH) {
    return failed({
      offset: 0,
      message: `larger than the ${MAX_LENGTH} bytes that CloudFormation takes`,
    });
  }
  const mayBeJson = /^\ufeff?\s*[{[]/.test(text);
  const json = mayBeJson ? attempt(() => readJson(text)) : null;
  if (json?.ok) return ok({ path, text, format: 'json', root: json.value });
  const yaml = attempt(() => readYaml(text));
  if (yaml.ok) return ok({ path, text, format: 'yaml', root: yaml.value });
  return json ?? yaml;
}

function attempt(read: () => Node): Result<Node, SyntaxProblem> {
  try {
    return ok(read());
  } catch (thrown) {
    if (thrown instanceof Unreadable) {
      return failed({ offset: thrown.offset, message: thrown.message });
    }
    // Both parsers recurse over nesting.
    if (thrown instanceof RangeError) return failed({ offset: 0, message: 'nested too deeply' });
    throw thrown;
  }
}
