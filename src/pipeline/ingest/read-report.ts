import type { Finding, InvalidFinding } from '../../model/finding.ts';
import { documentsIn } from './documents.ts';
import { readEnvelope } from './envelopes.ts';
import type { Reading, SetAside } from './format.ts';
import { formats } from './formats.ts';
import { Unique } from './unique.ts';

/** What a report holds. Every object in it ends in one of the lists, or is counted as a duplicate. */
export interface ReportReading {
  readonly findings: readonly Finding[];
  /** What was meant to be a finding and could not be read. */
  readonly invalid: readonly InvalidFinding[];
  /** What was understood and is nothing to work on: threats, vulnerabilities, notices. */
  readonly setAside: readonly SetAside[];
  /** How many findings were left out because the report has a later state of them. */
  readonly duplicates: number;
}

/**
 * Reads a report in any known format and envelope: JSON or NDJSON, one finding or many. Each item is
 * read on its own. Never throws: what cannot be read is in `invalid`, with a JSON path.
 */
export function readReport(text: string): ReportReading {
  const unique = new Unique();
  const invalid: InvalidFinding[] = [];
  const setAside: SetAside[] = [];
  for (const document of documentsIn(text)) {
    if (!document.ok) {
      invalid.push({ id: null, source: 'report', reason: document.reason });
      continue;
    }
    for (const reading of readEnvelope(document.value, document.path, formats)) sort(reading);
  }
  return { findings: unique.findings(), invalid, setAside, duplicates: unique.duplicates };

  function sort(reading: Reading): void {
    if (reading.kind === 'set-aside') setAside.push(reading.setAside);
    else if (reading.kind === 'invalid') invalid.push(reading.invalid);
    else {
      const refused = unique.add(reading.finding);
      if (refused !== null) invalid.push(refused);
    }
  }
}
