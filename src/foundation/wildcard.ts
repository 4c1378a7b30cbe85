/**
 * Whether the whole text matches the pattern; `*` stands for any characters, `?` for one.
 * Patterns come from outside, so this is not a regular expression: the time is bounded by
 * pattern length × text length, whatever they hold.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let starText = 0;
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern++;
      starText = inText;
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[inText])) {
      inPattern++;
      inText++;
    } else if (star >= 0) {
      // The last star takes one character more; an earlier one never has to.
      inPattern = star + 1;
      inText = ++starText;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}

/**
 * Whether a path matches the pattern: `*` and `?` stay within one directory, `**` spans any number
 * of them, and a pattern that names a directory holds for everything in it. Bounded like
 * {@link matchesWildcard}.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
    .split('/');
  const parts = path.split('/');
  let reachable = new Set([0]);
  for (const part of wanted) {
    const next = new Set<number>();
    for (const index of reachable) {
      if (part === '**') {
        for (let to = index; to <= parts.length; to++) next.add(to);
        break; // Sets keep their order: the first index is the lowest and reaches all the others.
      }
      const candidate = parts[index];
      if (candidate !== undefined && matchesWildcard(part, candidate)) next.add(index + 1);
    }
    reachable = next;
  }
  return reachable.size > 0;
}
