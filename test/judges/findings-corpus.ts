/**
 * Reads every file under a directory of reports and writes down what became of each, as a Markdown table: read,
 * or set aside or rejected with the reason. For trying the readers on reports that are not in the project.
 *   node test/judges/findings-corpus.ts DIR >test/judges/results/findings-corpus.md
 * Exit status 1 when a file held nothing at all.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { markdownCode, markdownText } from '../../src/foundation/text.ts';
import { readReport } from '../../src/pipeline/ingest/read-report.ts';

const [directory = '.'] = process.argv.slice(2);
const files = readdirSync(directory, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'SOURCES.md')
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const counts = { read: 0, setAside: 0, rejected: 0, silent: 0 };
const rows = files.map((path) => {
  const { findings, invalid, setAside, duplicates } = readReport(readFileSync(path, 'utf8'));
  const controls = findings.map(({ control }) => control ?? 'no control');
  const reasons = [...setAside, ...invalid].map(({ reason }) => reason);
  const notes = [...new Set([...controls, ...reasons])].slice(0, 3).join(' · ');
  if (findings.length > 0) counts.read += 1;
  else if (setAside.length > 0) counts.setAside += 1;
  else if (invalid.length > 0) counts.rejected += 1;
  else counts.silent += 1;
  const numbers = [findings.length, setAside.length, invalid.length, duplicates];
  return `| ${markdownCode(relative(directory, path))} | ${numbers.join(' | ')} | ${markdownText(notes, 300)} |`;
});
process.stdout.write(`# What became of every file of a corpus
By \`findings-corpus.ts\`: ${files.length} files, of which ${counts.read} hold findings that were read, ${counts.setAside} are understood and set aside, ${counts.rejected} are no report of AWS findings and say why, and ${counts.silent} held nothing.

| file | read | set aside | rejected | twice | controls and reasons |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`);
process.exitCode = counts.silent === 0 ? 0 : 1;
