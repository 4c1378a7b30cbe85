import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/**
 * The unified diff of one file, as `git apply` takes it. A name that git would quote is quoted in git's way
 * (https://git-scm.com/docs/diff-format, core.quotePath).
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  return createTwoFilesPatch(
    quotePath(`a/${path}`),
    quotePath(`b/${path}`),
    before,
    after,
    undefined,
    undefined,
    {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    },
  );
}

function quotePath(path: string): string {
  const needsQuotes = /["\\]/.test(path) || hasControl(path);
  if (!needsQuotes) return path;
  const escaped = path
    .replace(/["\\]/g, '\\$&')
    .replace(/\t/g, '\\t')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r');
  return `"${escaped}"`;
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}
