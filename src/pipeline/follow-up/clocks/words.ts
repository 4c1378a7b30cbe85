import { markdownText } from '../../../foundation/text.ts';
import type { ClockReport, ClockSummary, Grouping, GroupSummary } from './report.ts';

const CLOCK_WORDS = {
  'found-to-proposed': 'found → proposed',
  'proposed-to-merged': 'proposed → merged',
  'merged-to-applied': 'merged → applied',
  'applied-to-verified': 'applied → verified',
  'found-to-verified': 'found → verified',
} as const;

const GROUPINGS: readonly Grouping[] = ['severity', 'control', 'team', 'repository'];
const MOST_GROUPS = 15;
const GOAL = 0.05;

/** `3 d 4 h`, `2 h 5 min`, `40 s`; `not yet` when too few have ended to tell. */
export function durationInWords(milliseconds: number | null): string {
  if (milliseconds === null) return 'not yet';
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** The report as Markdown: for the weekly issue and `sprinkler report --md`. */
export function reportInMarkdown(report: ClockReport): string {
  const { clocks, timeToRemediate, apart, recurrence } = report;
  const sections = [
    `Findings that were found from ${day(report.since)} to ${day(report.now)}. Half of them take at most the median; those still open count for as long as they have been.`,
    table(
      ['clock', 'median', '90 %', 'ended', 'open', 'not known'],
      Object.entries(CLOCK_WORDS).map(([name, words]) => {
        const clock = clocks[name as keyof typeof CLOCK_WORDS];
        return [words, ...cells(clock), String(clock.unknown)];
      }),
    ),
    ...GROUPINGS.flatMap((grouping) => groups(grouping, timeToRemediate[grouping])),
    `Counted apart: ${counts(apart)}.`,
    recurrence.rate === null
      ? 'Nothing was verified yet, so nothing can have come back.'
      : `Came back after it was verified: ${recurrence.recurred} of ${recurrence.verified} (${percent(recurrence.rate)}; the goal is below ${percent(GOAL)}).`,
    table(
      ['week of', 'found', 'verified', 'set aside', 'open at its end'],
      report.backlog
        .slice(-MOST_GROUPS)
        .map(({ week, found, verified, setAside, open }) => [
          day(week),
          ...[found, verified, setAside, open].map(String),
        ]),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

function groups(grouping: Grouping, summaries: readonly GroupSummary[]): string[] {
  if (summaries.length === 0) return [];
  const rows = summaries
    .slice(0, MOST_GROUPS)
    .map((summary) => [markdownText(summary.group, 100), ...cells(summary)]);
  const more = summaries.length - rows.length;
  const rest = more > 0 ? [`And ${more} more.`] : [];
  return [
    `**Found → verified by ${grouping}**`,
    table([grouping, 'median', '90 %', 'ended', 'open'], rows),
    ...rest,
  ];
}

function cells({ median, p90, ended, open }: ClockSummary): string[] {
  return [durationInWords(median), durationInWords(p90), String(ended), String(open)];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function counts(apart: Readonly<Record<string, number>>): string {
  const entries = Object.entries(apart);
  return entries.length === 0
    ? 'nothing'
    : entries.map(([state, count]) => `${count} ${state}`).join(', ');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function day(time: Date): string {
  return time.toISOString().slice(0, 10);
}
