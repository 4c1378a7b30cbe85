import { readStoreSettings } from '../../config/environment.ts';
import { loadVariables, variablesFrom } from '../../config/variables.ts';
import { UserError } from '../../foundation/errors.ts';
import { createLog } from '../../foundation/log.ts';
import { readClocks } from '../../jobs/clocks.ts';
import { ownerOf } from '../../model/owner.ts';
import type { ClockReport } from '../../pipeline/follow-up/clocks/report.ts';
import { reportInMarkdown } from '../../pipeline/follow-up/clocks/words.ts';
import { openConnection } from '../../store/connection.ts';
import { migrate } from '../../store/migrate.ts';
import type { Caller } from './caller.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { reportInCsv } from './render/report-csv.ts';

export interface ReportOptions {
  /** `2026-01-31`, or with a time. */
  readonly since: string;
  /** A GitHub owner; all of them without it. */
  readonly owner?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly md?: boolean;
}

/** `sprinkler report`: the clocks, rates and the backlog of what was found since a date. */
export async function report(caller: Caller, options: ReportOptions): Promise<ExitStatus> {
  const since = dateOf(options.since);
  const forms = [options.json, options.csv, options.md].filter(Boolean).length;
  if (forms > 1) throw new UserError('--json, --csv and --md exclude each other: choose one.');
  const variables = new Map([...loadVariables(), ...variablesFrom(caller.environment, null)]);
  const connection = await openConnection(readStoreSettings(variables), createLog('silent'));
  try {
    await migrate(connection.db);
    const owner = options.owner === undefined ? null : ownerOf(options.owner);
    const clocks = await readClocks(connection.db, owner, { since, now: new Date() });
    caller.out.write(rendered(clocks, options));
  } finally {
    await connection.close();
  }
  return exitStatus.ran;
}

function rendered(clocks: ClockReport, { json, csv }: ReportOptions): string {
  if (json) return `${JSON.stringify({ version: 1, ...clocks }, null, 2)}\n`;
  return csv ? reportInCsv(clocks) : reportInMarkdown(clocks);
}

function dateOf(text: string): Date {
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(text)
    ? new Date(text)
    : new Date(Number.NaN);
  if (Number.isNaN(time.getTime()))
    throw new UserError(`--since: "${text.slice(0, 50)}" is no date; write it as 2026-01-31.`);
  return time;
}
