import { styleText } from 'node:util';
import { measureApp } from './app.ts';
import { measureCloudFormationParsing } from './cloudformation-parsing.ts';
import { measureLargeTree } from './large-tree.ts';
import { measureManyFindings } from './many-findings.ts';
import type { BenchRow } from './measure.ts';
import { measureTerraformParsing } from './terraform-parsing.ts';

/** Everything that `npm run bench` measures, one line each. */
const benches: readonly (() => Promise<readonly BenchRow[]>)[] = [
  measureTerraformParsing,
  measureCloudFormationParsing,
  measureLargeTree,
  measureManyFindings,
  measureApp,
];

function line({ name, figure, unit, baseline, ratio }: BenchRow): string {
  const measured = `${figure.toFixed(1)} ${unit}`;
  return `${name.padEnd(44)}${measured.padStart(14)}${`${ratio.toFixed(2)}×`.padStart(10)}  ${baseline}\n`;
}

const heading = `${'what'.padEnd(44)}${'figure'.padStart(14)}${'ratio'.padStart(10)}  of\n`;
process.stdout.write(styleText('bold', heading));
for (const bench of benches) for (const row of await bench()) process.stdout.write(line(row));
const peak = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`\npeak memory ${peak.toFixed(0)} MB, Node ${process.version}\n`);
