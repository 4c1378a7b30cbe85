import type { TextEdit } from '../../model/source.ts';

/** Groups things whose edits touch the same place, so that each place is decided in one change. Keeps the order. */
export function groupByPlace<T extends { readonly edits: readonly TextEdit[] }>(
  items: readonly T[],
): readonly (readonly T[])[] {
  const parent = items.map((_, index) => index);
  const rootOf = (index: number): number => {
    const next = parent[index] ?? index;
    return next === index ? index : rootOf(next);
  };
  for (const [left, right] of touchingPairs(items)) {
    const [low, high] = [rootOf(left), rootOf(right)].sort((a, b) => a - b);
    if (low !== undefined && high !== undefined) parent[high] = low;
  }
  const groups = Map.groupBy(items, (_, index) => rootOf(index));
  return [...groups.values()];
}

interface Span {
  readonly item: number;
  readonly start: number;
  readonly end: number;
}

/** Pairs of items with edits that overlap or meet, found by one sweep over each file. */
function touchingPairs(
  items: readonly { readonly edits: readonly TextEdit[] }[],
): [number, number][] {
  const byPath = new Map<string, Span[]>();
  items.forEach(({ edits }, item) => {
    for (const { path, range } of edits) {
      const spans = byPath.get(path) ?? [];
      byPath.set(path, spans);
      spans.push({ item, start: range.start, end: range.end });
    }
  });
  return [...byPath.values()].flatMap(sweep);
}

function sweep(spans: readonly Span[]): [number, number][] {
  const pairs: [number, number][] = [];
  let reach: Span | undefined;
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (reach !== undefined && span.start <= reach.end) pairs.push([reach.item, span.item]);
    if (reach === undefined || span.end > reach.end) reach = span;
  }
  return pairs;
}
