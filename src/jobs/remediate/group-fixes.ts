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

/** Something with edits, and the whole lines that they touch. */
export interface Placed {
  readonly edits: readonly TextEdit[];
  readonly lines: readonly TextEdit[];
  /** Whether nothing keeps it from being merged. */
  readonly isReady: boolean;
}

/**
 * Groups by place, and keeps what is ready to merge apart from what is not, so that a draft holds nothing back.
 * Only where one rewrites a line that the other touches are they one change; blocks that both add below another are not.
 */
export function groupByReadiness<T extends Placed>(items: readonly T[]): readonly (readonly T[])[] {
  const drafts = byLines(items.filter(({ isReady }) => !isReady));
  const groups = byLines(items.filter(({ isReady }) => isReady)).map((group) => [...group]);
  for (const draft of drafts) {
    const [first, ...others] = groups.filter((group) => meet(group, draft));
    if (first === undefined) groups.push([...draft]);
    else {
      first.push(...others.flat(), ...draft);
      for (const other of others) groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups;
}

function byLines<T extends Placed>(items: readonly T[]): readonly (readonly T[])[] {
  const places = items.map((item) => ({ item, edits: item.lines }));
  return groupByPlace(places).map((group) => group.map(({ item }) => item));
}

function meet(some: readonly Placed[], others: readonly Placed[]): boolean {
  const theirs = others.flatMap(touches);
  return some.flatMap(touches).some((one) => theirs.some((other) => collide(one, other)));
}

interface Touch {
  readonly lines: TextEdit;
  readonly isInsertion: boolean;
}

function touches({ edits, lines }: Placed): readonly Touch[] {
  return lines.map((line, index) => {
    const range = edits[index]?.range;
    return { lines: line, isInsertion: range !== undefined && range.start === range.end };
  });
}

function collide(one: Touch, other: Touch): boolean {
  if (one.lines.path !== other.lines.path || (one.isInsertion && other.isInsertion)) return false;
  return (
    one.lines.range.start <= other.lines.range.end && other.lines.range.start <= one.lines.range.end
  );
}
