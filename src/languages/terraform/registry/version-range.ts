type Version = readonly number[];

/** Versions from one on, up to but without another; null where there is no such end. */
export interface VersionRange {
  readonly from: Version;
  readonly below: Version | null;
}

/**
 * The versions that a constraint such as `~> 5.1` or `>= 4.0, < 6.0.0` allows; null when it cannot be read.
 * `!=` only takes single versions out and is passed over.
 * Source: https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function versionRange(constraint: string): VersionRange | null {
  let from: Version = [0];
  let below: Version | null = null;
  for (const part of constraint.split(',')) {
    const [, operator = '', text] =
      /^\s*(=|!=|>=?|<=?|~>)?\s*v?(\d{1,6}(?:\.\d{1,6}){0,2})\s*$/.exec(part) ?? [];
    if (text === undefined) return null;
    const version = text.split('.').map(Number);
    const one = bounds(operator, version);
    if (compare(one.from, from) > 0) from = one.from;
    if (one.below !== null && (below === null || compare(one.below, below) < 0)) below = one.below;
  }
  return { from, below };
}

/** Whether every version of the one range is in the other. */
export function isWithin(inner: VersionRange, outer: VersionRange): boolean {
  if (compare(inner.from, outer.from) < 0) return false;
  if (outer.below === null) return true;
  return inner.below !== null && compare(inner.below, outer.below) <= 0;
}

function bounds(operator: string, version: Version): VersionRange {
  switch (operator) {
    case '!=':
      return { from: [0], below: null };
    case '>=':
      return { from: version, below: null };
    case '>':
      return { from: after(version), below: null };
    case '<':
      return { from: [0], below: version };
    case '<=':
      return { from: [0], below: after(version) };
    case '~>':
      // `~> 5` lets the only part grow without end.
      return { from: version, below: version.length === 1 ? null : after(version.slice(0, -1)) };
    default:
      return { from: version, below: after([version[0] ?? 0, version[1] ?? 0, version[2] ?? 0]) };
  }
}

/** The next version of the same length: `5.1` → `5.2`. */
function after(version: Version): Version {
  return [...version.slice(0, -1), (version.at(-1) ?? 0) + 1];
}

function compare(a: Version, b: Version): number {
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
