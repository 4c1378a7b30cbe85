import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../../src/model/finding.ts';
import { type ReportReading, readReport } from '../../../src/pipeline/ingest/read-report.ts';

const folder = join(import.meta.dirname, '../../../fixtures/findings');

/** The text of a sample under fixtures/findings. */
export function sampleText(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** What the readers make of a sample. */
export function readSample(name: string): ReportReading {
  return readReport(sampleText(name));
}

/** The parts of a finding that tables compare: source, control, type and first name of the resource, status. */
export function gist(finding: Finding): string {
  const { source, control, resource, status, active } = finding;
  const name = resource.names[0] ?? '-';
  const parts = [source, control ?? '-', resource.type ?? '-', name, status];
  return `${parts.join(' ')}${active ? '' : ' inactive'}`;
}
