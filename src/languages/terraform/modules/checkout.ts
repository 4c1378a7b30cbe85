import type { Place, SourceProblem, SourceTree } from '../../../model/source.ts';
import type { ConfigFile } from '../syntax/ast.ts';
import { parseConfig } from '../syntax/parse.ts';
import { isModuleFile, isVariableFile } from './file-names.ts';
import { type Mentions, mentionsOf } from './mentions.ts';
import { directoryOf } from './paths.ts';

interface Kept<T> {
  readonly text: string;
  readonly value: T;
}

/** The files of one tree, parsed when first asked for. What an earlier tree had parsed and is still the same text is kept. */
export class Checkout {
  readonly tree: SourceTree;
  readonly #parsed: Map<string, Kept<ConfigFile>>;
  readonly #mentions: Map<string, Kept<Mentions>>;
  readonly #problems = new Map<string, SourceProblem>();
  #paths: ReadonlySet<string> | null = null;
  #listing: ReadonlyMap<string, Listing> | null = null;
  #variableDirectories: readonly string[] | null = null;

  constructor(tree: SourceTree, earlier: Checkout | null = null) {
    this.tree = tree;
    this.#parsed = new Map(earlier === null ? [] : earlier.#parsed);
    this.#mentions = new Map(earlier === null ? [] : earlier.#mentions);
  }

  /** Whether the tree has a file at the path. */
  has(path: string): boolean {
    this.#paths ??= new Set(this.tree.paths());
    return this.#paths.has(path);
  }

  /** The text of a file; null when it is not there or cannot be read, which is then a problem. */
  text(path: string): string | null {
    const source = this.tree.read(path);
    if (source.ok) return source.text;
    this.report({ path, line: 1, column: 1 }, `${source.reason}; the file is left out`);
    return null;
  }

  /** The parsed file, whether or not it has errors; null when it cannot be read. */
  file(path: string): ConfigFile | null {
    const text = this.text(path);
    if (text === null) return null;
    const kept = this.#parsed.get(path);
    if (kept?.text === text) return kept.value;
    const value = parseConfig(path, text);
    this.#parsed.set(path, { text, value });
    return value;
  }

  /** The parsed file when it is free of errors; else null, and its first error is a problem. */
  soundFile(path: string): ConfigFile | null {
    const file = this.file(path);
    const error = file?.errors[0];
    if (error === undefined) return file;
    this.report(
      { path, line: error.line, column: error.column },
      `${error.message}; the file is left out`,
    );
    return null;
  }

  /** What a file's text mentions, without parsing it. */
  mentions(path: string): Mentions | null {
    const text = this.text(path);
    if (text === null) return null;
    const kept = this.#mentions.get(path);
    if (kept?.text === text) return kept.value;
    const value = mentionsOf(path, text);
    this.#mentions.set(path, { text, value });
    return value;
  }

  /** The directories that have Terraform files, with them. */
  get directories(): ReadonlyMap<string, Listing> {
    this.#listing ??= listing(this.tree.paths());
    return this.#listing;
  }

  /** The directories that have variable files and no module. */
  get variableDirectories(): readonly string[] {
    this.#variableDirectories ??= [...this.directories].flatMap(([directory, listing]) =>
      listing.modules.length === 0 ? [directory] : [],
    );
    return this.#variableDirectories;
  }

  report(place: Place, message: string): void {
    const problem = { place, message };
    this.#problems.set(JSON.stringify(problem), problem);
  }

  problems(): readonly SourceProblem[] {
    return [...this.#problems.values()];
  }
}

/** The Terraform files of a directory, sorted by name. */
export interface Listing {
  readonly modules: readonly string[];
  readonly variables: readonly string[];
}

function listing(paths: readonly string[]): ReadonlyMap<string, Listing> {
  const directories = new Map<string, { modules: string[]; variables: string[] }>();
  for (const path of paths) {
    const kind = isModuleFile(path) ? 'modules' : isVariableFile(path) ? 'variables' : null;
    if (kind === null) continue;
    const directory = directoryOf(path);
    const files = directories.get(directory) ?? { modules: [], variables: [] };
    files[kind].push(path);
    directories.set(directory, files);
  }
  for (const files of directories.values()) {
    files.modules.sort();
    files.variables.sort();
  }
  return directories;
}
