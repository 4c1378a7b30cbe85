import type { Range } from '../../../model/source.ts';
import { inOrder, type Splice, spliced } from './splice.ts';

/** A splice, and where its text stands afterwards. */
export interface Placed {
  readonly splice: Splice;
  readonly range: Range;
}

/** Where the texts of the splices stand in the changed text, in order. */
export function placedIn(splices: readonly Splice[]): readonly Placed[] {
  let shift = 0;
  return inOrder(splices).map((splice) => {
    const start = splice.range.start + shift;
    shift += splice.text.length - (splice.range.end - splice.range.start);
    return { splice, range: { start, end: start + splice.text.length } };
  });
}

/** What stood at a range of the changed text before; what is new has the place at which it was put. */
export function rangeBefore(placed: readonly Placed[], range: Range): Range {
  return {
    start: offsetBefore(placed, range.start, 'start'),
    end: offsetBefore(placed, range.end, 'end'),
  };
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

/** Where a character of the unchanged text stands in the changed one; null when it was replaced. */
export function offsetAfter(splices: readonly Splice[], offset: number): number | null {
  let shift = 0;
  for (const { splice, range } of placedIn(splices)) {
    if (splice.range.start > offset) break;
    if (splice.range.end > offset) return null;
    shift = range.end - splice.range.end;
  }
  return offset + shift;
}

/** Splices of a text, and then splices of the result, as splices of the text. */
export function composed(
  text: string,
  first: readonly Splice[],
  second: readonly Splice[],
): readonly Splice[] {
  const changed = spliced(text, first);
  const result: Splice[] = [];
  let shift = 0;
  for (const cluster of clustersOf(placedIn(first), second)) {
    const start = cluster.range.start + shift;
    for (const { splice, range } of cluster.first) {
      shift += splice.range.end - splice.range.start - (range.end - range.start);
    }
    const range = { start, end: cluster.range.end + shift };
    const replacement = splicedWithin(changed, cluster.range, cluster.second);
    const layer = (cluster.first[0]?.splice ?? cluster.second[0])?.layer;
    if (layer !== undefined && text.slice(range.start, range.end) !== replacement) {
      result.push({ range, text: replacement, layer });
    }
  }
  return result;
}

/** Splices of both rounds that overlap or touch. */
interface Cluster {
  range: Range;
  readonly first: Placed[];
  readonly second: Splice[];
}

function clustersOf(first: readonly Placed[], second: readonly Splice[]): readonly Cluster[] {
  const all: Cluster[] = [
    ...first.map((placed) => ({ range: placed.range, first: [placed], second: [] })),
    ...second.map((splice) => ({ range: splice.range, first: [], second: [splice] })),
  ].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const clusters: Cluster[] = [];
  for (const one of all) {
    const last = clusters.at(-1);
    if (last === undefined || one.range.start > last.range.end) {
      clusters.push(one);
      continue;
    }
    last.range = { start: last.range.start, end: Math.max(last.range.end, one.range.end) };
    last.first.push(...one.first);
    last.second.push(...one.second);
  }
  return clusters;
}

function splicedWithin(text: string, range: Range, splices: readonly Splice[]): string {
  let result = '';
  let at = range.start;
  for (const splice of inOrder(splices)) {
    result += text.slice(at, splice.range.start) + splice.text;
    at = splice.range.end;
  }
  return result + text.slice(at, range.end);
}
