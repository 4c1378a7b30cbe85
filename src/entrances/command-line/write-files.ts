import { execFile } from 'node:child_process';
import { lstat, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { messageOf, UserError } from '../../foundation/errors.ts';

/** A file with its text before and after. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Which of the files git calls changed. Nothing of the repository is run: no hooks, no file system monitor.
 * Outside a git checkout nothing can be called dirty.
 */
export async function dirtyFiles(
  directory: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const safe = [
    '-c',
    'core.fsmonitor=false',
    '-c',
    'core.hooksPath=/dev/null',
    '--literal-pathspecs',
  ];
  const options = { cwd: directory, maxBuffer: 64 * 1024 * 1024 };
  try {
    const { stdout } = await promisify(execFile)(
      'git',
      [...safe, 'status', '--porcelain=v1', '-z', '--untracked-files=all', '--', ...paths],
      options,
    );
    return stdout
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => line.slice(3));
  } catch {
    return [];
  }
}

/** The files under their own paths where a link led to them: neither git nor a patch writes through a link. */
export async function withoutLinks(
  directory: string,
  files: readonly ChangedFile[],
): Promise<readonly ChangedFile[]> {
  const root = await realpath(directory);
  return Promise.all(
    files.map(async (file) => {
      const target = await realpath(join(root, file.path)).catch(() => null);
      return target === null ? file : { ...file, path: relative(root, target) };
    }),
  );
}

/**
 * Writes all files or none: each new text is written beside its file first, then all are moved into place.
 * @throws UserError naming the file that could not be written.
 */
export async function writeFiles(directory: string, files: readonly ChangedFile[]): Promise<void> {
  const staged: { temporary: string; target: string }[] = [];
  try {
    for (const file of files) staged.push(await stage(directory, file));
    for (const { temporary, target } of staged) await rename(temporary, target);
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
    throw error instanceof UserError ? error : new UserError(`cannot write: ${messageOf(error)}`);
  }
}

async function stage(directory: string, { path, before, after }: ChangedFile) {
  const target = await realpath(join(directory, path));
  if ((await readFile(target, 'utf8')) !== before) {
    throw new UserError(`${path} changed while it was being fixed; run again`);
  }
  const temporary = join(dirname(target), `.${basename(target)}.sprinkler-${process.pid}`);
  const { mode } = await lstat(target);
  const handle = await open(temporary, 'wx', mode);
  try {
    await handle.writeFile(after);
  } finally {
    await handle.close();
  }
  return { temporary, target };
}
