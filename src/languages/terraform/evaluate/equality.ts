import type { Value } from '../../../model/value.ts';

/** Whether two values are equal, as `==` says: null when an unknown part decides it. No conversion takes place. */
export function equalValues(a: Value, b: Value): boolean | null {
  if (a.kind === 'unknown' || b.kind === 'unknown') return unequalToPattern(a, b) ? false : null;
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.complete === false || b.complete === false) return null;
    if (a.items.length !== b.items.length) return false;
    return allEqual(a.items.map((item, index) => [item, b.items[index]]));
  }
  if (a.kind === 'map' && b.kind === 'map') {
    if (a.complete === false || b.complete === false) return null;
    if (a.entries.size !== b.entries.size) return false;
    return allEqual([...a.entries].map(([key, entry]) => [entry, b.entries.get(key)]));
  }
  if (a.kind === 'list' || a.kind === 'map' || b.kind === 'list' || b.kind === 'map') return false;
  return a.kind === b.kind && a.value === b.value;
}

function allEqual(pairs: readonly (readonly [Value, Value | undefined])[]): boolean | null {
  let answer: boolean | null = true;
  for (const [a, b] of pairs) {
    if (b === undefined) return false;
    const equal = equalValues(a, b);
    if (equal === false) return false;
    if (equal === null) answer = null;
  }
  return answer;
}

/** A string whose known beginning or end differs cannot be equal, whatever the unknown part is. */
function unequalToPattern(a: Value, b: Value): boolean {
  const [pattern, text] =
    a.kind === 'unknown' && b.kind === 'string'
      ? [a.pattern, b.value]
      : b.kind === 'unknown' && a.kind === 'string'
        ? [b.pattern, a.value]
        : [undefined, ''];
  if (pattern === undefined) return false;
  return !text.startsWith(pattern[0] ?? '') || !text.endsWith(pattern.at(-1) ?? '');
}
