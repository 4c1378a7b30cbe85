/** A half-open range of UTF-16 offsets into a file's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place in a file, for people: lines and columns start at 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** The files of one checkout. Paths are relative to its root, with `/`. Reading is synchronous: everything is at hand. */
export interface SourceTree {
  /** Every path, sorted. Links that leave the checkout are not listed. */
  paths(): readonly string[];
  /** The text, or why it cannot be read (not UTF-8, too large, gone). The same tree always gives the same answer. */
  read(path: string): SourceText;
}

export type SourceText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** Something in the code that could not be understood, and what that means for the result. */
export interface SourceProblem {
  readonly place: Place;
  readonly message: string;
}

/** Where a changed value really lives. */
export type Layer =
  | 'resource'
  | 'companion'
  | 'local'
  | 'variable-default'
  | 'variable-file'
  | 'module-argument'
  | 'module-source'
  | 'map-entry'
  | 'list-element'
  | 'mapping'
  | 'parameter-file'
  | 'condition-branch'
  | 'globals';

/** Replace `range` of the file by `text`. Edits of one file never overlap. */
export interface TextEdit {
  readonly path: string;
  readonly range: Range;
  readonly text: string;
  readonly layer: Layer;
}
