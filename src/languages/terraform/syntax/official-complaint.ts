import { messageOf } from '../../../foundation/errors.ts';
import { parseConfig } from './parse.ts';

/** How hcl2json begins what its parser says; what else it may say is about making JSON of the result. */
const prefix = 'parse config: ';
const longest = 500;

/**
 * What the official grammar (HashiCorp's own parser, as WebAssembly) says against a file, in one sentence;
 * null when it accepts it. The gate before and after every edit: it never drives one. A file that this
 * project's own parser refuses is refused with its words, which also keeps size and depth from the module:
 * deep nesting would overflow its stack. For JSON syntax there is only our own reading, over strict JSON.
 * The first call loads the module (about 0.2 s), later ones cost milliseconds.
 */
export async function officialComplaint(path: string, text: string): Promise<string | null> {
  const { errors, syntax } = parseConfig(path, text);
  const [error] = errors;
  if (error) return `${path}:${error.line}:${error.column}: ${error.message}`;
  if (syntax === 'json') return null;
  const { parse } = await import('@cdktf/hcl2json');
  try {
    await parse(path, text);
    return null;
  } catch (thrown) {
    const message = messageOf(thrown);
    return message.startsWith(prefix) ? asSentence(message) : null;
  }
}

/** What JSON's own grammar says against the text of a file that code reads; null when it accepts it. */
export function jsonComplaint(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (thrown) {
    return messageOf(thrown);
  }
}

/** `[main.tf:1,5-9: Invalid number literal; Failed to …]` without the brackets, on one line. */
function asSentence(message: string): string {
  const line = message
    .slice(prefix.length)
    .replace(/^\[|\]$/g, '')
    .replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
