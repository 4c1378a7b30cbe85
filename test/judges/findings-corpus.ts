/**
 * Reads every file under the given directories and prints what became of each: for trying the readers on
 * reports that are not in the project.
 *   node test/judges/findings-corpus.ts DIR…
 * Exit status 1 when a file held nothing at all.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from '../../src/pipeline/ingest/read-report.ts';

let silent = 0;
for (const directory of process.argv.slice(2)) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'SOURCES.md');
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    const { findings, invalid, setAside, duplicates } = readReport(readFileSync(path, 'utf8'));
    const counts = [findings.length, setAside.length, invalid.length, duplicates];
    const known = new Set(findings.map(({ control }) => control ?? 'no control'));
    const reasons = new Set([...setAside, ...invalid].map(({ reason }) => reason));
    const notes = [...known, ...reasons].slice(0, 3).join(' | ');
    if (counts.every((count) => count === 0)) silent += 1;
    process.stdout.write(`${counts.join('\t')}\t${path}\t${notes}\n`);
  }
}
process.stdout.write(`read\taside\tinvalid\ttwice\t(${silent} files held nothing)\n`);
process.exitCode = silent === 0 ? 0 : 1;
