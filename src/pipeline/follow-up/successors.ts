import type { Finding } from '../../model/finding.ts';
import type { Gone } from './event.ts';

/**
 * What stands in the place of a resource that a merged change replaced, by what its source says of others:
 * the resource of the same id, evaluated since the merge, or a new one of the same type, place and tags.
 * `unknown` when there is none that could be told to be it.
 */
export function remainsOf(
  replaced: Finding,
  others: readonly Finding[],
  mergedAt: Date,
): { readonly remains: Gone['remains']; readonly at: Date } {
  const successors = others.filter((each) => isSuccessor(replaced, each, mergedAt));
  const times = successors.map(({ updatedAt }) => new Date(updatedAt ?? '').getTime());
  const at = new Date(Math.max(mergedAt.getTime(), ...times));
  if (successors.length === 0) return { remains: 'unknown', at };
  if (successors.every(({ status }) => status === 'passed')) return { remains: 'passing', at };
  const fails = successors.some(({ status }) => status === 'failed');
  return { remains: fails ? 'failing' : 'unknown', at };
}

function isSuccessor(replaced: Finding, other: Finding, mergedAt: Date): boolean {
  const [was, is] = [replaced.resource, other.resource];
  const isSamePlace =
    was.type === is.type && was.account === is.account && was.region === is.region;
  if (!isSamePlace || replaced.control !== other.control || other.closure === 'archived')
    return false;
  if (was.id === is.id) return isAfter(other.updatedAt, mergedAt);
  // What was there before the merge is a sibling, whatever its tags.
  return (
    isAfter(other.firstSeen, mergedAt) &&
    isAfter(other.updatedAt, mergedAt) &&
    sameTags(was.tags, is.tags)
  );
}

function isAfter(time: string | null, mergedAt: Date): boolean {
  return time !== null && new Date(time) > mergedAt;
}

/** Without tags nothing tells one resource from another. */
function sameTags(one: Finding['resource']['tags'], other: Finding['resource']['tags']): boolean {
  const tags = Object.entries(one);
  return (
    tags.length > 0 &&
    tags.length === Object.keys(other).length &&
    tags.every(([key, value]) => other[key] === value)
  );
}
