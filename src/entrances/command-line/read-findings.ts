import { UserError } from '../../foundation/errors.ts';
import type { Finding, InvalidFinding } from '../../model/finding.ts';
import { readReport } from '../../pipeline/ingest/read-report.ts';
import type { Caller } from './caller.ts';
import { readInput } from './read-inputs.ts';

/** What the named reports hold, all together. */
export interface FindingsRead {
  readonly findings: readonly Finding[];
  readonly invalid: readonly InvalidFinding[];
  readonly setAside: readonly {
    readonly id: string | null;
    readonly source: string;
    readonly reason: string;
  }[];
}

/**
 * Reads every report. One bad finding is one `invalid` entry; a file in which nothing can be read is the user's error.
 * @throws UserError naming the file.
 */
export async function readFindings(
  caller: Caller,
  files: readonly string[],
): Promise<FindingsRead> {
  const findings: Finding[] = [];
  const invalid: InvalidFinding[] = [];
  const setAside: FindingsRead['setAside'][number][] = [];
  for (const file of files) {
    const reading = readReport(await readInput(caller, file));
    const [first] = reading.invalid;
    const isEmpty = reading.findings.length === 0 && reading.setAside.length === 0;
    if (
      isEmpty &&
      first !== undefined &&
      reading.invalid.every(({ source }) => source === 'report')
    ) {
      throw new UserError(`${file === '-' ? 'standard input' : file}: ${first.reason}`);
    }
    findings.push(...reading.findings);
    invalid.push(...reading.invalid);
    setAside.push(...reading.setAside);
  }
  return { findings, invalid, setAside };
}
