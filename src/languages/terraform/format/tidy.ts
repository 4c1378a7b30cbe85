import type { Range } from '../../../model/source.ts';
import { inOrder, type Splice, spliced } from '../edit/splice.ts';
import { type Gap, formattingOf } from './format.ts';

/** A splice, and where its text stands afterwards. */
interface Placed {
  readonly splice: Splice;
  readonly range: Range;
}

/**
 * The splices, with the white space around them as `terraform fmt` writes it wherever it was so
 * before: what it aligns with a touched line is aligned again. Where a chain of lines, or the
 * indentation of the file, had a style of its own, that style stays.
 */
export function tidied(text: string, splices: readonly Splice[]): readonly Splice[] {
  const placed = place(inOrder(splices));
  const own = formattingOf(text).gaps;
  const after = formattingOf(spliced(text, splices));
  const ownIndentation = own.some((gap) => gap.indentation);
  const ownChains = new Set(
    after.chains
      .filter((chain) => {
        const before = rangeBefore(placed, chain.range);
        return own.some((gap) => !gap.indentation && isWithin(gap.range, before));
      })
      .map((chain) => chain.number),
  );
  const wanted = after.gaps.filter((gap) =>
    gap.indentation ? !ownIndentation : !ownChains.has(gap.chain),
  );
  return composed(text, spliced(text, splices), placed, wanted);
}

function place(splices: readonly Splice[]): readonly Placed[] {
  let shift = 0;
  return splices.map((splice) => {
    const start = splice.range.start + shift;
    shift += splice.text.length - (splice.range.end - splice.range.start);
    return { splice, range: { start, end: start + splice.text.length } };
  });
}

/** What stood at a range of the changed text before; what is new has the place at which it was put. */
function rangeBefore(placed: readonly Placed[], range: Range): Range {
  return { start: offsetBefore(placed, range.start, 'start'), end: offsetBefore(placed, range.end, 'end') };
}

function offsetBefore(placed: readonly Placed[], offset: number, side: 'start' | 'end'): number {
  let shift = 0;
  for (const { splice, range } of placed) {
    if (offset < range.start || (offset === range.start && side === 'end')) break;
    if (offset < range.end) return splice.range[side];
    shift = splice.range.end - range.end;
  }
  return offset + shift;
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Splices and then changes of white space in their result, as splices of the original text. */
function composed(
  text: string,
  changed: string,
  placed: readonly Placed[],
  gaps: readonly Gap[],
): readonly Splice[] {
  const result: Splice[] = [];
  let shift = 0;
  for (const cluster of clustersOf(placed, gaps)) {
    const before = { start: cluster.range.start + shift, end: 0 };
    for (const { splice, range } of cluster.placed) {
      shift += splice.range.end - splice.range.start - (range.end - range.start);
    }
    before.end = cluster.range.end + shift;
    const replacement = withGaps(changed, cluster.range, cluster.gaps);
    if (text.slice(before.start, before.end) === replacement) continue;
    const layer = cluster.placed[0]?.splice.layer ?? nearestLayer(placed, cluster.range);
    result.push({ range: before, text: replacement, layer });
  }
  return result;
}

interface Cluster {
  range: Range;
  readonly placed: Placed[];
  readonly gaps: Gap[];
}

/** What overlaps or touches, together. */
function clustersOf(placed: readonly Placed[], gaps: readonly Gap[]): readonly Cluster[] {
  const all: Cluster[] = [
    ...placed.map((one) => ({ range: one.range, placed: [one], gaps: [] })),
    ...gaps.map((gap) => ({ range: gap.range, placed: [], gaps: [gap] })),
  ].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const clusters: Cluster[] = [];
  for (const one of all) {
    const last = clusters.at(-1);
    if (last === undefined || one.range.start > last.range.end) {
      clusters.push(one);
      continue;
    }
    last.range = { start: last.range.start, end: Math.max(last.range.end, one.range.end) };
    last.placed.push(...one.placed);
    last.gaps.push(...one.gaps);
  }
  return clusters;
}

function withGaps(changed: string, range: Range, gaps: readonly Gap[]): string {
  let result = '';
  let at = range.start;
  for (const gap of gaps) {
    result += changed.slice(at, gap.range.start) + gap.text;
    at = gap.range.end;
  }
  return result + changed.slice(at, range.end);
}

function nearestLayer(placed: readonly Placed[], range: Range): Splice['layer'] {
  const distance = (one: Placed): number => Math.abs(one.range.start - range.start);
  return placed.toSorted((a, b) => distance(a) - distance(b))[0]?.splice.layer ?? 'resource';
}
