import { changedFiles } from '../../../model/changed-files.ts';
import type { FindingOutcome } from '../../../model/outcome.ts';
import type { ChangeFinding, PullRequestContent } from '../../../model/pull-request.ts';
import type { SourceTree } from '../../../model/source.ts';
import { unifiedDiff } from '../../../pipeline/deliver/unified-diff.ts';
import type { Caller } from '../caller.ts';
import type { FindingsRead } from '../read-findings.ts';
import { type Palette, paletteFor, printable } from './colour.ts';
import { renderDiff } from './diff.ts';
import { renderTable } from './table.ts';

/** What `fix` prints for people: each change with why, where and the diff, then what came of every finding. */
export function renderFix(
  caller: Caller,
  outcomes: readonly FindingOutcome[],
  changes: readonly PullRequestContent[],
  tree: SourceTree,
  setAside: FindingsRead['setAside'],
): string {
  const palette = paletteFor(caller, caller.out);
  const parts = [
    ...changes.map((content) => renderChange(content, tree, palette)),
    renderOutcomes(outcomes, palette),
    renderSetAside(setAside, palette),
    renderTotals(outcomes, changes),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function renderChange(
  { change, findings, notes }: PullRequestContent,
  tree: SourceTree,
  palette: Palette,
): string {
  const ready = change.readyToMerge
    ? palette.green('ready to merge')
    : palette.yellow('not ready to merge');
  const diffs = changedFiles(change.edits, tree).map(({ path, before, after }) =>
    renderDiff(unifiedDiff(path, before, after).trimEnd(), palette),
  );
  return [
    `${palette.bold(`${change.id}  ${printable(change.title)}`)}  [${change.priority}, ${ready}]`,
    ...change.blockers.map((blocker) => `  ${palette.yellow('!')} ${printable(blocker)}`),
    ...distinct(findings.map(({ words }) => `  why:    ${printable(words.exposure)}`)),
    ...distinct(findings.map((finding) => `  where:  ${printable(where(finding))}`)),
    ...notes.map((note) => `  note:   ${printable(note)}`),
    '',
    ...diffs,
  ].join('\n');
}

function where({ outcome: { location } }: ChangeFinding): string {
  if (location === null) return '';
  const [evidence] = location.evidence;
  const because = evidence === undefined ? '' : `: ${evidence.detail}`;
  return `${location.file}:${location.line} ${location.address} (${location.confidence}${because})`;
}

function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}

function renderOutcomes(outcomes: readonly FindingOutcome[], palette: Palette): string {
  if (outcomes.length === 0) return 'No findings.';
  const rows = outcomes.map(({ control, resource, outcome, location, change, reason }) => [
    printable(outcome),
    printable(control ?? '-'),
    printable(resource?.split(':').slice(5).join(':') || (resource ?? '-')),
    location === null ? '-' : printable(`${location.file}:${location.line}`),
    change ?? '',
    printable(reason ?? ''),
  ]);
  const table = renderTable(
    [['outcome', 'control', 'resource', 'code', 'change', 'reason'], ...rows],
    110,
  );
  const [head = '', ...lines] = table.split('\n');
  return [palette.bold(head), ...lines.map((line) => paintOutcome(line, palette))].join('\n');
}

function paintOutcome(line: string, palette: Palette): string {
  if (line.startsWith('fixed')) return palette.green(line);
  return /^(invalid|unproven)/.test(line) ? palette.red(line) : line;
}

function renderSetAside(setAside: FindingsRead['setAside'], palette: Palette): string {
  if (setAside.length === 0) return '';
  const reasons = Map.groupBy(setAside, ({ reason }) => reason);
  const lines = [...reasons].map(([reason, items]) => `  ${items.length} × ${printable(reason)}`);
  return [palette.dim('set aside:'), ...lines].join('\n');
}

function renderTotals(
  outcomes: readonly FindingOutcome[],
  changes: readonly PullRequestContent[],
): string {
  const counts = Map.groupBy(outcomes, ({ outcome }) => outcome);
  const words = [...counts].map(([outcome, items]) => `${items.length} ${outcome}`);
  const ready = changes.filter(({ change }) => change.readyToMerge).length;
  return `${counted(outcomes.length, 'finding')}: ${words.join(', ') || 'none'}. ${counted(changes.length, 'change')}, ${ready} ready to merge.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
