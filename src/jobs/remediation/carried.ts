import type { StoredChange } from '../../store/changes.ts';

/** Which change carries the fix of each fingerprint already. */
export function carriedFixes(changes: readonly StoredChange[]): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap(({ id, fingerprints }) => fingerprints.map((each) => [each, id] as const)),
  );
}
