import type { ScanRow } from '../../../jobs/scan-code.ts';
import type { Caller } from '../caller.ts';
import { paletteFor, printable } from './colour.ts';
import { renderTable } from './table.ts';

/** What `scan` prints for people: what is vulnerable or unknown, and how much is right. */
export function renderScan(caller: Caller, rows: readonly ScanRow[]): string {
  const palette = paletteFor(caller, caller.out);
  const open = rows.filter(({ verdict }) => verdict !== 'compliant');
  const lines = open.map(({ verdict, controls, file, line, address, reason }) => [
    verdict,
    controls.join(' '),
    printable(`${file}:${line}`),
    printable(address),
    printable(reason),
  ]);
  const [head, ...body] = renderTable(
    [['verdict', 'controls', 'code', 'resource', 'reason'], ...lines],
    110,
  ).split('\n');
  const table = [
    palette.bold(head ?? ''),
    ...body.map((line) =>
      line.startsWith('vulnerable') ? palette.red(line) : palette.yellow(line),
    ),
  ];
  const vulnerable = rows.filter(({ verdict }) => verdict === 'vulnerable').length;
  const unknown = open.length - vulnerable;
  const totals = `${rows.length} checks: ${vulnerable} vulnerable, ${unknown} unknown, ${rows.length - open.length} compliant.`;
  return `${open.length === 0 ? '' : `${table.join('\n')}\n\n`}${totals}\n`;
}
