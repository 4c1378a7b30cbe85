import type { ClockReport, ClockSummary } from '../../../pipeline/follow-up/clocks/report.ts';

const HEADER = ['measure', 'group', 'median_seconds', 'p90_seconds', 'ended', 'open'];

/** The report as CSV (RFC 4180): one row for each clock and each group, counts as rows of their own. */
export function reportInCsv({ clocks, timeToRemediate, apart, recurrence }: ClockReport): string {
  const rows = [
    HEADER,
    ...Object.entries(clocks).map(([clock, summary]) => row(clock, '', summary)),
    ...Object.entries(timeToRemediate).flatMap(([grouping, summaries]) =>
      summaries.map((summary) => row(`found-to-verified by ${grouping}`, summary.group, summary)),
    ),
    ...Object.entries(apart).map(([state, count]) => ['apart', state, '', '', String(count), '']),
    ['verified', '', '', '', String(recurrence.verified), ''],
    ['recurred', '', '', '', String(recurrence.recurred), ''],
  ];
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function row(measure: string, group: string, { median, p90, ended, open }: ClockSummary): string[] {
  const seconds = (length: number | null) => (length === null ? '' : String(length / 1000));
  return [measure, group, seconds(median), seconds(p90), String(ended), String(open)];
}

/** Quoted where needed. A spreadsheet would run a text that begins like a formula. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
