import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { messageOf, UserError } from '../../foundation/errors.ts';
import type { SourceText, SourceTree } from '../../model/source.ts';
import { decodeText } from './text-file.ts';

/** Larger files are no infrastructure code; in bytes. */
const maxFileSize = 8 * 1024 * 1024;
/** Directories deeper than this are not followed. */
const maxDepth = 64;
/** Never code of the repository itself. `.terraform` and the like are listed: a finding there is refused with its source. */
const skipped = new Set(['.git', 'node_modules', '.hg', '.svn']);

/**
 * A checkout on disk. Files are read when asked for, once. Links are followed only to files inside the checkout.
 * @throws UserError when the directory cannot be read.
 */
export function openCheckout(directory: string, claims: (path: string) => boolean): SourceTree {
  if (!existsSync(directory)) throw new UserError(`there is no directory ${directory}`);
  const root = realRoot(directory);
  const paths = listFiles(root, claims).sort();
  const known = new Set(paths);
  const texts = new Map<string, SourceText>();
  return {
    paths: () => paths,
    read(path) {
      const before = texts.get(path);
      if (before !== undefined) return before;
      const text: SourceText = known.has(path) ? readInside(root, path) : outsideList(root, path);
      texts.set(path, text);
      return text;
    },
  };
}

function realRoot(directory: string): string {
  try {
    const root = realpathSync(directory);
    if (!statSync(root).isDirectory()) throw new UserError(`${directory} is not a directory`);
    return root;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot read the directory ${directory}: ${messageOf(error)}`);
  }
}

function listFiles(root: string, claims: (path: string) => boolean): string[] {
  const found: string[] = [];
  const walk = (directory: string, depth: number) => {
    for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) && depth < maxDepth) walk(path, depth + 1);
      } else if ((entry.isFile() || entry.isSymbolicLink()) && claims(path)) {
        found.push(path);
      }
    }
  };
  walk('', 0);
  return found;
}

/** Files that code refers to by name (`file("policy.json")`) are read though no language claims them. */
function outsideList(root: string, path: string): SourceText {
  const isInside = path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
  return isInside ? readInside(root, path) : { ok: false, reason: 'is outside the checkout' };
}

function readInside(root: string, path: string): SourceText {
  try {
    const real = realpathSync(join(root, path));
    const inside = relative(root, real);
    if (inside === '..' || inside.startsWith(`..${sep}`)) {
      return { ok: false, reason: 'is a link that leaves the checkout' };
    }
    return readRegular(real);
  } catch {
    return { ok: false, reason: 'cannot be read' };
  }
}

/** Opened without blocking, so that a named pipe in a repository cannot hang the run. */
function readRegular(path: string): SourceText {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return { ok: false, reason: 'is not a regular file' };
    if (stat.size > maxFileSize)
      return { ok: false, reason: `is larger than ${maxFileSize >> 20} MB` };
    return decodeText(readFileSync(file));
  } finally {
    closeSync(file);
  }
}
