import { matchesPath } from '../../foundation/wildcard.ts';

/** One line of CODEOWNERS: a pattern and who owns what it matches. */
export interface CodeOwnersRule {
  readonly owns: (path: string) => boolean;
  /** `login`, or `organisation/team`; without `@`. E-mail addresses are left out: they cannot review. */
  readonly owners: readonly string[];
}

/** Where GitHub looks for the file, in its order; the first one counts. */
export const CODE_OWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** GitHub ignores the file above this size, in bytes. */
const MAX_SIZE = 3 * 1024 * 1024;
const MAX_PATTERN = 500;
const OWNER = /^@([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[\w.-]{1,100})?)$/;

/**
 * Reads a CODEOWNERS file. A line that GitHub would not accept is skipped, as GitHub does.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function parseCodeOwners(text: string): CodeOwnersRule[] {
  if (text.length > MAX_SIZE) return [];
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...words] = wordsOf(line);
    // GitHub knows neither negation nor character ranges here.
    if (!pattern || pattern.length > MAX_PATTERN || /^!|[[\]]/.test(pattern)) return [];
    const owners = words.flatMap((word) => OWNER.exec(word)?.[1] ?? []);
    return [{ owns: matcher(pattern), owners }];
  });
}

/** The owners of any of these paths, in the order of the file; the last rule that matches a path decides. */
export function ownersOf(rules: readonly CodeOwnersRule[], paths: readonly string[]): string[] {
  const deciding = paths.map((path) => rules.findLast((rule) => rule.owns(path)));
  return [...new Set(rules.filter((rule) => deciding.includes(rule)).flatMap((r) => r.owners))];
}

/** The words up to a comment; `\ ` is a space and `\#` a hash inside a word. */
function wordsOf(line: string): string[] {
  const words = line.match(/(?:\\.|[^\s\\])+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith('#'));
  const kept = comment === -1 ? words : words.slice(0, comment);
  return kept.map((word) => word.replace(/\\([ #])/g, '$1'));
}

/** The rules of .gitignore: a slash in front or inside ties the pattern to the root; a directory owns all below it. */
function matcher(pattern: string): (path: string) => boolean {
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  const anchored = /\/./.test(pattern) ? bare : `**/${bare}`;
  const below = `${anchored}/*`;
  if (pattern.endsWith('/')) return (path) => matchesPath(below, path);
  // `docs/*` owns the files of that directory, not those further down.
  if (bare.endsWith('/*'))
    return (path) => matchesPath(anchored, path) && !matchesPath(below, path);
  return (path) => matchesPath(anchored, path);
}
