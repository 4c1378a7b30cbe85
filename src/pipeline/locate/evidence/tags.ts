import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { MapValue } from '../../../model/value.ts';
import { type Claim, points } from '../claim.ts';
import { matchValue } from '../match-value.ts';
import { isNamedInNetwork } from '../name-scope.ts';

/** How the tags that the code writes compare with those that the resource carries. */
interface Comparison {
  readonly equal: readonly string[];
  readonly fitting: readonly string[];
  readonly conflicting: readonly string[];
}

/** Tags that AWS itself sets are never in code. */
export function ownTags(tags: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));
}

/**
 * What the tags say: a `Name` that agrees is good, and better where all others agree too; tags without a `Name` are
 * made to be shared and say little. A tag that the code sets to something else speaks against the block.
 */
export function tagEvidence(cloud: CloudResource, resource: ResourceInCode): Claim | null {
  const live = ownTags(cloud.tags);
  if (live.size === 0 || resource.tags.entries.size === 0) return null;
  const compared = compare(live, resource.tags);
  const [conflict] = compared.conflicting;
  if (conflict !== undefined) {
    return claim(
      resource,
      'tag-conflict',
      points.tagConflict,
      `the code sets its tag ${conflict} to something else`,
    );
  }
  if (isWholeSet(compared, live, resource.tags)) return wholeSet(resource, live);
  if (isOnlyName(compared, live)) {
    return claim(
      resource,
      'name-tag',
      isNamedInNetwork(cloud.type) ? points.nameTagInNetwork : points.onlyNameTag,
      'its tag Name is the same, and the resource has no other',
    );
  }
  if (compared.equal.includes('Name')) {
    return claim(resource, 'name-tag', points.nameTag, 'its tag Name is the same');
  }
  if (compared.equal.length === 0) return null;
  return claim(resource, 'tags', points.someTags, `it shares ${count(compared.equal.length)}`);
}

function wholeSet(resource: ResourceInCode, live: ReadonlyMap<string, string>): Claim {
  return claim(
    resource,
    'tag-set',
    live.has('Name') ? points.allTagsWithName : points.allTags,
    `all ${count(live.size)} of the resource are those that the code sets`,
  );
}

function claim(resource: ResourceInCode, kind: string, points: number, detail: string): Claim {
  return { resource, kind, points, detail };
}

function count(tags: number): string {
  return tags === 1 ? '1 tag' : `${tags} tags`;
}

function isWholeSet(
  compared: Comparison,
  live: ReadonlyMap<string, string>,
  code: MapValue,
): boolean {
  return (
    code.complete !== false &&
    live.size >= 2 &&
    compared.equal.length === live.size &&
    code.entries.size === live.size
  );
}

/** Where `Name` is all there is, it is meant to tell the resource from others. */
function isOnlyName(compared: Comparison, live: ReadonlyMap<string, string>): boolean {
  return live.size === 1 && compared.equal.includes('Name');
}

function compare(live: ReadonlyMap<string, string>, code: MapValue): Comparison {
  const equal: string[] = [];
  const fitting: string[] = [];
  const conflicting: string[] = [];
  for (const [key, value] of code.entries) {
    const text = live.get(key);
    if (text === undefined) {
      if (value.kind !== 'null' && value.kind !== 'unknown') conflicting.push(key);
      continue;
    }
    const match = matchValue(value, text);
    if (match.kind === 'equal') equal.push(key);
    else if (match.kind === 'fits') fitting.push(key);
    else if (match.kind === 'differs') conflicting.push(key);
  }
  return { equal, fitting, conflicting };
}
