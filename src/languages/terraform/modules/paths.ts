/** Paths of a checkout: relative to its root, with `/`; '' is the root directory. */

export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path that `relative` means in `directory`; null when it leaves the checkout. */
export function resolvePath(directory: string, relative: string): string | null {
  if (relative.startsWith('/') || relative.includes('\\')) return null;
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** How one gets from one directory to another: `.`, `modules/site`, `../shared`. */
export function relativePath(from: string, to: string): string {
  const source = from === '' ? [] : from.split('/');
  const target = to === '' ? [] : to.split('/');
  let common = 0;
  while (common < source.length && source[common] === target[common]) common += 1;
  const steps = [...source.slice(common).map(() => '..'), ...target.slice(common)];
  return steps.length === 0 ? '.' : steps.join('/');
}
