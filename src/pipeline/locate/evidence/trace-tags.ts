import { withoutInstanceKeys } from '../../../model/address.ts';
import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';

/**
 * Tags that tools write to trace a resource to its block. Yor (https://yor.io): `yor_trace`, a UUID for each
 * block, `git_file` and `yor_name`, all with an optional prefix of the user's. `extraKeys` are the
 * configuration's own trace keys, whose values are unique to a block.
 */
export function traceTagEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
  extraKeys: readonly string[],
): Claim | null {
  const keys = Object.keys(cloud.tags);
  const traces = keys.filter((key) => key.endsWith('yor_trace') || extraKeys.includes(key));
  const traced = traces.find((key) => isWritten(resource, key, cloud.tags[key]));
  if (traced !== undefined) {
    return {
      resource,
      kind: 'trace-tag',
      points: points.traceTag,
      detail: `the trace tag ${traced} is written in this block`,
    };
  }
  return namedFile(cloud, resource);
}

function isWritten(resource: ResourceInCode, key: string, text: string | undefined): boolean {
  const value = resource.tags.entries.get(key);
  return value?.kind === 'string' && value.value === text;
}

/** Yor's `git_file` together with `yor_name`, the name of the block. */
function namedFile(cloud: CloudResource, resource: ResourceInCode): Claim | null {
  const file = tagEndingWith(cloud, 'git_file');
  const name = tagEndingWith(cloud, 'yor_name');
  if (file === null || name === null) return null;
  if (!isSameFile(file, resource.path) || blockName(resource.address) !== name) return null;
  return {
    resource,
    kind: 'trace-tag',
    points: points.traceTag,
    detail: `the tags git_file and yor_name name this file and block`,
  };
}

function tagEndingWith(cloud: CloudResource, suffix: string): string | null {
  const key = Object.keys(cloud.tags).find((candidate) => candidate.endsWith(suffix));
  return key === undefined ? null : (cloud.tags[key] ?? null);
}

/** `git_file` is relative to the repository, of which the checkout may be a part, or the other way round. */
function isSameFile(tag: string, path: string): boolean {
  return tag === path || tag.endsWith(`/${path}`) || path.endsWith(`/${tag}`);
}

function blockName(address: string): string {
  const withoutKey = withoutInstanceKeys(address);
  return withoutKey.slice(withoutKey.lastIndexOf('.') + 1);
}
