import type { ClockReport, ClockSummary } from '../../../pipeline/follow-up/clocks/report.ts';

const HEADER = ['measure', 'group', 'median_seconds', 'p90_seconds', 'ended', 'open', 'unknown'];

/** The report as CSV (RFC 4180): one row for each clock and each group, counts as rows of their own. */
export function reportInCsv({ clocks, timeToRemediate, apart, recurrence }: ClockReport): string {
  const rows = [
    HEADER,
    ...Object.entries(clocks).map(([clock, summary]) => row(clock, '', summary)),
    ...Object.entries(timeToRemediate).flatMap(([grouping, summaries]) =>
      summaries.map((summary) => row(`found-to-verified by ${grouping}`, summary.group, summary)),
    ),
    ...Object.entries(apart).map(([state, count]) => counted('apart', state, count)),
    counted('verified', '', recurrence.verified),
    counted('recurred', '', recurrence.recurred),
  ];
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function counted(measure: string, group: string, count: number): string[] {
  return [measure, group, '', '', String(count), '', ''];
}

function row(measure: string, group: string, summary: ClockSummary): string[] {
  const { median, p90, ended, open, unknown } = summary;
  const seconds = (length: number | null) => (length === null ? '' : String(length / 1000));
  return [measure, group, seconds(median), seconds(p90), ...[ended, open, unknown].map(String)];
}

/** Quoted where needed. A spreadsheet would run a text that begins like a formula. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
