/** Ports from `from` to `to`, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Every port. */
export const allPorts: PortRange = { from: 0, to: 65535 };

/** Reads `22` or `"8000-8100"`; null when it is neither. */
export function parsePorts(text: string): PortRange | null {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (match === null) return null;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from <= to && to <= allPorts.to ? { from, to } : null;
}

/** The ports that are in both. */
export function overlap(
  ranges: readonly PortRange[],
  others: readonly PortRange[],
): readonly PortRange[] {
  return ranges.flatMap((range) =>
    others.flatMap((other) => {
      const from = Math.max(range.from, other.from);
      const to = Math.min(range.to, other.to);
      return from <= to ? [{ from, to }] : [];
    }),
  );
}

/** The ports of `ranges` that are not in `others`, in order. */
export function without(
  ranges: readonly PortRange[],
  others: readonly PortRange[],
): readonly PortRange[] {
  let rest = ranges;
  for (const other of others)
    rest = rest.flatMap((range) => {
      if (other.to < range.from || other.from > range.to) return [range];
      const below = { from: range.from, to: other.from - 1 };
      const above = { from: other.to + 1, to: range.to };
      return [below, above].filter(({ from, to }) => from <= to);
    });
  return [...rest].sort((one, other) => one.from - other.from);
}

/** For people: `port 22`, `ports 20-21, 25`. */
export function portsText(ranges: readonly PortRange[]): string {
  const all = ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
  const distinct = [...new Set(all)];
  const shown = distinct.slice(0, 6);
  const text = shown.join(', ') + (distinct.length > shown.length ? ' …' : '');
  return `${all.some((one) => one !== distinct[0] || one.includes('-')) ? 'ports' : 'port'} ${text}`;
}
