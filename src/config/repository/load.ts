import { failed, ok, type Result } from '../../foundation/result.ts';
import type { ConfigProblem } from '../problem.ts';
import { extendsOf, NO_CONFIG, type RepositoryConfig, withDefaults } from './config.ts';
import { mergeDocuments } from './merge.ts';
import { parseRepositoryDocument, presetNamed } from './parse.ts';
import type { RepositoryDocument } from './schema.ts';

/** Where the configuration is, in a repository. */
export const CONFIG_PATH = '.github/sprinkler.yml';
/** The repository of an owner whose configuration holds for those that have none, and whose templates for all. */
export const OWNER_DEFAULTS = '.github';
const MAX_DEPTH = 5;

/**
 * Reads a file of the default branch of a repository of the same owner; null when the repository or
 * the file is not there. Only names go in: another owner's repository cannot be asked for.
 */
export type ReadRepositoryFile = (repository: string, path: string) => Promise<string | null>;

export interface LoadedConfig {
  readonly config: RepositoryConfig;
  /** The repository whose file it is; null when there is none, and nothing may be written. */
  readonly from: string | null;
}

/**
 * The configuration of a repository (its name, without the owner): its own file, else the one of the
 * owner's `.github` repository, on top of what that extends.
 */
export async function loadRepositoryConfig(
  repository: string,
  read: ReadRepositoryFile,
): Promise<Result<LoadedConfig, readonly ConfigProblem[]>> {
  for (const from of new Set([repository, OWNER_DEFAULTS])) {
    const text = await read(from, CONFIG_PATH);
    if (text === null) continue;
    const path = from === repository ? CONFIG_PATH : pathIn(from);
    const document = await extended(text, path, [from], read);
    return document.ok ? ok({ config: withDefaults(document.value), from }) : document;
  }
  return ok({ config: NO_CONFIG, from: null });
}

/** The file merged over everything that it extends. `trail`: the repositories on the way here. */
async function extended(
  text: string,
  path: string,
  trail: readonly string[],
  read: ReadRepositoryFile,
): Promise<Result<RepositoryDocument, readonly ConfigProblem[]>> {
  const own = parseRepositoryDocument(text, path);
  if (!own.ok) return own;
  const documents: RepositoryDocument[] = [];
  for (const name of extendsOf(own.value)) {
    const preset = presetNamed(name);
    if (preset !== null) {
      documents.push(preset);
      continue;
    }
    if (trail.includes(name)) return problem(path, `Extending "${name}" goes in a circle.`);
    if (trail.length >= MAX_DEPTH) {
      return problem(path, `"extends" goes more than ${MAX_DEPTH} files deep.`);
    }
    const base = await read(name, CONFIG_PATH);
    if (base === null) {
      return problem(path, `"${name}" is extended, but has no ${CONFIG_PATH} that can be read.`);
    }
    const document = await extended(base, pathIn(name), [...trail, name], read);
    if (!document.ok) return document;
    documents.push(document.value);
  }
  return ok([...documents, own.value].reduce(mergeDocuments));
}

function pathIn(repository: string): string {
  return `${repository}/${CONFIG_PATH}`;
}

function problem(path: string, message: string): Result<never, readonly ConfigProblem[]> {
  return failed([{ place: { path, line: 1, column: 1 }, key: 'extends', message, meant: null }]);
}
