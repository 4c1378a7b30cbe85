import { markdownCode, markdownText } from '../../../foundation/text.ts';
import type { PullRequestContent } from '../../../model/pull-request.ts';
import { bullets } from './lines.ts';

/** The change in words, the files, and what else changes with it. */
export function whatChangesSection({ change, findings, notes }: PullRequestContent): string {
  const files = [...new Set(change.edits.map(({ path }) => path))].sort();
  const lines = [
    ...findings.map(({ words }) => markdownText(words.change)),
    ...notes.map((note) => markdownText(note)),
  ];
  const named = files.slice(0, 10).map((path) => markdownCode(path, 200));
  if (files.length > named.length) named.push(`${files.length - named.length} more`);
  return `### What changes\n${bullets(lines, 20)}\n\nIn ${named.join(', ')}.`;
}
