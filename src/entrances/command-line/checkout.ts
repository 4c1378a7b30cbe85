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
import { decodeText } from '../../model/decode-text.ts';
import type { SourceText, SourceTree } from '../../model/source.ts';

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
  const { files, links } = listFiles(root, claims);
  const paths = [...files, ...links].sort();
  const regular = new Set(files);
  const texts = new Map<string, SourceText>();
  return {
    paths: () => paths,
    read(path) {
      const before = texts.get(path);
      if (before !== undefined) return before;
      const text = regular.has(path) ? readListed(root, path) : readNamed(root, path);
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

/** Files, and links to what may be files. Linked directories are not entered. */
interface Listing {
  readonly files: readonly string[];
  readonly links: readonly string[];
}

function listFiles(root: string, claims: (path: string) => boolean): Listing {
  const files: string[] = [];
  const links: string[] = [];
  const walk = (directory: string, depth: number) => {
    for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) && depth < maxDepth) walk(path, depth + 1);
      } else if (entry.isFile() && claims(path)) {
        files.push(path);
      } else if (entry.isSymbolicLink() && claims(path)) {
        links.push(path);
      }
    }
  };
  walk('', 0);
  return { files, links };
}

/** A file that was listed as one: its directories are no links. */
function readListed(root: string, path: string): SourceText {
  try {
    return decoded(readFileSync(`${root}/${path}`));
  } catch {
    return { ok: false, reason: 'cannot be read' };
  }
}

/** A link, or a file that code refers to by name (`file("policy.json")`): it is followed, but not out of the checkout. */
function readNamed(root: string, path: string): SourceText {
  const isRelative = path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
  if (!isRelative) return { ok: false, reason: 'is outside the checkout' };
  try {
    const real = realpathSync.native(join(root, path));
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
    return stat.size > maxFileSize ? tooLarge : decoded(readFileSync(file));
  } finally {
    closeSync(file);
  }
}

const tooLarge: SourceText = { ok: false, reason: `is larger than ${maxFileSize >> 20} MB` };

function decoded(bytes: Buffer): SourceText {
  return bytes.length > maxFileSize ? tooLarge : decodeText(bytes);
}
