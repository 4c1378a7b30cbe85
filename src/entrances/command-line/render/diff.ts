import { type Palette, printable } from './colour.ts';

/** A unified diff in colours. */
export function renderDiff(diff: string, palette: Palette): string {
  return diff
    .split('\n')
    .map((line) => paintLine(printable(line.replace(/\r$/, '')), palette))
    .join('\n');
}

function paintLine(line: string, palette: Palette): string {
  if (line.startsWith('---') || line.startsWith('+++')) return palette.bold(line);
  if (line.startsWith('@@')) return palette.cyan(line);
  if (line.startsWith('+')) return palette.green(line);
  if (line.startsWith('-')) return palette.red(line);
  return line;
}
