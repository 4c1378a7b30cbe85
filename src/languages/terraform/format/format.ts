import type { Range } from '../../../model/source.ts';
import { type Line, linesOf } from './lines.ts';
import { bracketChange, spaceBetween } from './spacing.ts';
import { type Token, tokenize } from './tokens.ts';

/** White space that is not as `terraform fmt` writes it. */
export interface Gap {
  readonly range: Range;
  /** What it writes instead. */
  readonly text: string;
  /** Whether it is the indentation of a line. */
  readonly indentation: boolean;
  /** Lines that are aligned with each other have the same number. */
  readonly chain: number;
}

/** The lines of one chain, for telling to which of them a place belongs. */
export interface Chain {
  readonly range: Range;
  readonly number: number;
}

export interface Formatting {
  readonly gaps: readonly Gap[];
  /** In order, from the first token to the last of each. */
  readonly chains: readonly Chain[];
}

/**
 * What `terraform fmt` would change in the white space of a file: a port of hclwrite/format.go. Line
 * breaks stay as they are, so nothing moves from one line to another.
 */
export function formattingOf(text: string): Formatting {
  const lines = linesOf(tokenize(text));
  const spacesBefore = new Map<Token, number>();
  indent(lines, spacesBefore);
  for (const line of lines) {
    spaceCell(line.lead, spacesBefore);
    spaceCell(line.assign, spacesBefore);
  }
  alignAssignments(lines, spacesBefore);
  alignComments(lines, spacesBefore);
  return { gaps: gapsOf(text, lines, spacesBefore), chains: chainsOf(lines) };
}

/** The text as `terraform fmt` spaces it. */
export function formatted(text: string): string {
  let result = '';
  let at = 0;
  for (const gap of formattingOf(text).gaps) {
    result += text.slice(at, gap.range.start) + gap.text;
    at = gap.range.end;
  }
  return result + text.slice(at);
}

type Spaces = Map<Token, number>;

/** Each line that opens more brackets than it closes indents what follows by one step, however many it opens. */
function indent(lines: readonly Line[], spaces: Spaces): void {
  const open: number[] = [];
  for (const line of lines) {
    const first = line.lead[0];
    if (first === undefined) continue;
    if (first.kind === 'newline') {
      spaces.set(first, 0);
      continue;
    }
    const change = netBrackets(line);
    if (change < 0) close(open, -change);
    spaces.set(first, 2 * open.length);
    if (change > 0) open.push(change);
  }
}

function netBrackets(line: Line): number {
  const heredoc = line.lead.findIndex((token) => token.kind === 'open-heredoc');
  const lead = heredoc === -1 ? line.lead : line.lead.slice(0, heredoc);
  return [...lead, ...line.assign].reduce((sum, token) => sum + bracketChange(token), 0);
}

function close(open: number[], count: number): void {
  let left = count;
  while (left > 0) {
    const last = open.pop();
    if (last === undefined) return;
    if (left < last) open.push(last - left);
    left -= last;
  }
}

function spaceCell(cell: readonly Token[], spaces: Spaces): void {
  for (const [index, token] of cell.entries()) {
    const after = cell[index + 1];
    if (after === undefined) continue;
    spaces.set(after, spaceBetween(cell[index - 1], token, after) ? 1 : 0);
  }
}

function alignAssignments(lines: readonly Line[], spaces: Spaces): void {
  for (const chain of runs(lines, (line) => line.assign.length > 0)) {
    const widest = Math.max(...chain.map((line) => columns(line.lead, spaces)));
    for (const line of chain) {
      const [equals] = line.assign;
      if (equals !== undefined) spaces.set(equals, widest - columns(line.lead, spaces) + 1);
    }
  }
}

function alignComments(lines: readonly Line[], spaces: Spaces): void {
  for (const chain of runs(lines, (line) => line.comment !== null)) {
    const width = (line: Line): number => columns(line.lead, spaces) + columns(line.assign, spaces);
    const widest = Math.max(...chain.map(width));
    for (const line of chain) {
      if (line.comment !== null) spaces.set(line.comment, widest - width(line) + 1);
    }
  }
}

/** Consecutive lines for which `belongs` holds. */
function runs(lines: readonly Line[], belongs: (line: Line) => boolean): readonly Line[][] {
  const found: Line[][] = [];
  let current: Line[] | null = null;
  for (const line of lines) {
    if (!belongs(line)) {
      current = null;
    } else if (current === null) {
      current = [line];
      found.push(current);
    } else {
      current.push(line);
    }
  }
  return found;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function columns(cell: readonly Token[], spaces: Spaces): number {
  return cell.reduce((sum, token) => sum + (spaces.get(token) ?? 0) + widthOf(token.text), 0);
}

function widthOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : [...graphemes.segment(text)].length;
}

function tokensOf(line: Line): readonly Token[] {
  return [...line.lead, ...line.assign, ...(line.comment === null ? [] : [line.comment])];
}

function isChained(line: Line): boolean {
  return line.assign.length > 0 || line.comment !== null;
}

function gapsOf(text: string, lines: readonly Line[], spaces: Spaces): readonly Gap[] {
  const gaps: Gap[] = [];
  let chain = 0;
  let end = text.startsWith('\uFEFF') ? 1 : 0;
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    if (previous !== undefined && !(isChained(previous) && isChained(line))) chain += 1;
    for (const [position, token] of tokensOf(line).entries()) {
      const range = { start: end, end: token.range.start };
      const wanted = ' '.repeat(spaces.get(token) ?? 0);
      if (text.slice(range.start, range.end) !== wanted) {
        gaps.push({ range, text: wanted, indentation: position === 0, chain });
      }
      end = token.range.end;
    }
  }
  return gaps;
}

function chainsOf(lines: readonly Line[]): readonly Chain[] {
  const chains: { range: { start: number; end: number }; number: number }[] = [];
  let previous: Line | undefined;
  for (const line of lines) {
    const tokens = tokensOf(line);
    const start = tokens[0]?.range.start ?? 0;
    const end = tokens.at(-1)?.range.end ?? start;
    const last = chains.at(-1);
    if (last !== undefined && previous !== undefined && isChained(previous) && isChained(line)) {
      last.range.end = end;
    } else {
      chains.push({ range: { start, end }, number: chains.length });
    }
    previous = line;
  }
  return chains;
}
