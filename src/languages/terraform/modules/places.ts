import type { Place } from '../../../model/source.ts';
import type { ConfigFile } from '../syntax/ast.ts';
import { lineIndex } from '../syntax/line-index.ts';

/** An offset of a file as line and column. For single questions: each one goes through the text. */
export function placeOf(file: ConfigFile, offset: number): Place {
  return { path: file.path, ...lineIndex(file.text)(offset) };
}
