import { markdownCode, markdownText } from '../../foundation/text.ts';
import type { CommitSummary } from '../../model/commit.ts';

const SHOWN = 10;

/** Who changed what, newest first, as Markdown in which no name acts. */
export function commitsInWords(commits: readonly CommitSummary[]): string {
  if (commits.length === 0) return 'No commit touched its files since.';
  const lines = commits.slice(0, SHOWN).map(({ sha, url, author, at, title }) => {
    const name = sha.slice(0, 7);
    const link = /^https:\/\/[\w.:/-]{1,500}$/.test(url) ? `[${name}](${url})` : name;
    const who = author === null ? 'somebody unknown' : markdownCode(author, 100);
    return `- ${link} by ${who}, ${at.toISOString().slice(0, 10)}: ${markdownText(title, 100)}`;
  });
  const more = commits.length - lines.length;
  const rest = more > 0 ? [`- and ${more} more`] : [];
  return ['Its files were changed by:', '', ...lines, ...rest].join('\n');
}
