import { OutsideError } from '../foundation/errors.ts';
import { orNull } from './errors.ts';
import { at, type GitHubRepository } from './repository.ts';

/** A file of a commit, without its content. */
export interface ListedFile {
  readonly path: string;
  /** Git's mode: `100644`, `100755`, or `120000` for a link. */
  readonly mode: string;
  /** The blob's SHA. */
  readonly sha: string;
  /** Size in bytes. */
  readonly size: number;
}

/** More files than this are no repository of infrastructure code. */
const MAX_FILES = 300_000;
/** Directories below one another that are walked. */
const MAX_DEPTH = 100;

/**
 * Every file of a tree (or of a commit's tree), by path. One call; where GitHub cuts the list off,
 * one per directory that is too large. An OutsideError when there are more files than can be indexed.
 */
export async function listFiles(
  repository: GitHubRepository,
  tree: string,
): Promise<readonly ListedFile[]> {
  const files: ListedFile[] = [];
  await walk(repository, { tree, prefix: '', depth: 0 }, files);
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

async function walk(
  repository: GitHubRepository,
  directory: { tree: string; prefix: string; depth: number },
  files: ListedFile[],
): Promise<void> {
  const { tree, prefix, depth } = directory;
  const whole = await readTree(repository, tree, true);
  if (!whole.truncated) return collect(whole.tree, prefix, files);
  const { tree: children, truncated } = await readTree(repository, tree, false);
  if (truncated || depth >= MAX_DEPTH)
    throw new OutsideError(`The directory "${prefix}" has too many entries to be listed.`, {
      retryable: false,
    });
  collect(children, prefix, files);
  for (const child of children)
    if (child.type === 'tree')
      await walk(
        repository,
        { tree: child.sha, prefix: `${prefix}${child.path}/`, depth: depth + 1 },
        files,
      );
}

async function readTree(repository: GitHubRepository, tree: string, recursive: boolean) {
  const { data } = await repository.octokit.rest.git.getTree({
    ...at(repository),
    tree_sha: tree,
    ...(recursive ? { recursive: '1' } : {}),
  });
  return data;
}

interface Entry {
  readonly path?: string;
  readonly mode?: string;
  readonly type?: string;
  readonly sha?: string;
  readonly size?: number;
}

function collect(entries: readonly Entry[], prefix: string, files: ListedFile[]): void {
  for (const { path, mode, type, sha, size } of entries)
    if (type === 'blob' && path !== undefined && mode !== undefined && sha !== undefined)
      files.push({ path: `${prefix}${path}`, mode, sha, size: size ?? 0 });
  if (files.length > MAX_FILES)
    throw new OutsideError(`The repository has more than ${MAX_FILES} files.`, {
      retryable: false,
    });
}

/** The bytes of a blob. Look at its listed size first: the whole of it is held in memory. */
export async function readBlob(repository: GitHubRepository, sha: string): Promise<Buffer> {
  const { data } = await repository.octokit.rest.git.getBlob({ ...at(repository), file_sha: sha });
  return Buffer.from(data.content, 'base64');
}

/**
 * The text of a file on the default branch; null when there is none. What is no file (a directory, a
 * submodule) or is larger than a megabyte is none either.
 */
export async function readFile(repository: GitHubRepository, path: string): Promise<string | null> {
  const answer = await orNull(
    repository.octokit.rest.repos.getContent({ ...at(repository), path }),
  );
  if (!answer || Array.isArray(answer.data) || answer.data.type !== 'file') return null;
  const { encoding, content } = answer.data;
  return encoding === 'base64' ? Buffer.from(content, 'base64').toString('utf8') : null;
}
