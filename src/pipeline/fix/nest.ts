import type { Written } from '../../model/language.ts';

type Setting = readonly [readonly string[], Written];

/** Arguments from settings of paths: `versioning_configuration.status` becomes a block with an argument. */
export function nest(settings: readonly Setting[]): readonly (readonly [string, Written])[] {
  const groups = new Map<string, Setting[]>();
  for (const [path, value] of settings) {
    const [first, ...rest] = path;
    if (first === undefined) continue;
    const group = groups.get(first) ?? [];
    groups.set(first, [...group, [rest, value]]);
  }
  return [...groups].map(([name, group]) => {
    const whole = group.findLast(([rest]) => rest.length === 0);
    return [name, whole === undefined ? { kind: 'map', entries: nest(group) } : whole[1]];
  });
}
