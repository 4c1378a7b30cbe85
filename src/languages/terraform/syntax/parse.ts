import type { ConfigFile } from './ast.ts';
import { parseJson } from './json.ts';
import { parseNative } from './native.ts';

/** Parses a Terraform file; its name says whether it is native syntax or JSON. It never throws: see `errors`. */
export function parseConfig(path: string, text: string): ConfigFile {
  return path.endsWith('.json') ? parseJson(path, text) : parseNative(path, text);
}
