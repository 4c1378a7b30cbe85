import { withoutInstanceKeys } from '../../model/address.ts';
import type { Finding } from '../../model/finding.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { accountType } from './evidence/account-setting.ts';
import { factsTold, factsWritten } from './evidence/facts.ts';
import { parentInCode } from './parent-in-code.ts';
import { parentsOf } from './parents.ts';
import { loggedBy, volumeTags } from './relations.ts';

/** Finds the resources for which any evidence is possible, without looking at every resource for every finding. */
export interface ResourceIndex {
  candidatesFor(finding: Finding, addresses: readonly string[]): readonly ResourceInCode[];
}

/**
 * Resources whose name is known are found by name, by tag or by address only; the others are always looked at.
 */
export function indexResources(resources: readonly ResourceInCode[]): ResourceIndex {
  const byText = new Map<string, ResourceInCode[]>();
  const open: ResourceInCode[] = [];
  for (const resource of resources) {
    const keys = keysOf(resource);
    if (keys === null) open.push(resource);
    for (const key of keys ?? []) {
      const known = byText.get(key);
      if (known === undefined) byText.set(key, [resource]);
      else known.push(resource);
    }
  }
  return {
    candidatesFor(finding, addresses) {
      const keys = [
        ...namesFor(finding).map((name) => `name:${name}`),
        `name:${finding.resource.id}`,
        `setting:${finding.resource.type}`,
        ...Object.entries(finding.resource.tags).map(([key, value]) => tagKey(key, value)),
        ...factsTold(finding.resource).map((text) => `fact:${text}`),
        ...addresses.map((address) => `address:${withoutInstanceKeys(address)}`),
        ...(finding.codeLocation === null ? [] : [`path:${finding.codeLocation.path}`]),
      ];
      const found = keys.flatMap((key) => selective(key, byText.get(key) ?? []));
      return [...new Set([...found, ...open])];
    },
  };
}

/** The resource's own names, and those of what it belongs to. */
function namesFor({ resource }: Finding): readonly string[] {
  const logged = loggedBy(resource);
  const parents = parentsOf(resource).flatMap(({ id, names }) => [id, ...names]);
  return [...resource.names, ...parents, ...(logged === null ? [] : [logged.name])];
}

/** A tag that very many resources share (`Environment=prod`) tells none of them apart. */
function selective(key: string, resources: readonly ResourceInCode[]): readonly ResourceInCode[] {
  return key.startsWith('tag:') && resources.length > 200 ? [] : resources;
}

function tagKey(key: string, value: string): string {
  return `tag:${key}=${value}`;
}

/** Every text by which the resource can be found; null when something about it is open, so that anything may fit. */
function keysOf(resource: ResourceInCode): string[] | null {
  const { identities, tags } = resource;
  const hasName = identities.some(({ kind, value }) => kind === 'name' && value.kind === 'string');
  const isOpen =
    (identities.length > 0 && !hasName) ||
    (identities.length === 0 && (tags.entries.size === 0 || parentInCode(resource) !== null)) ||
    resource.stackNames !== undefined;
  if (isOpen) return null;
  return [
    ...identities.flatMap(({ value }) => (value.kind === 'string' ? [`name:${value.value}`] : [])),
    ...[tags, ...volumeTags(resource)]
      .flatMap(({ entries }) => [...entries])
      .flatMap(([key, value]) => (value.kind === 'string' ? [tagKey(key, value.value)] : [])),
    ...factsWritten(resource).map((text) => `fact:${text}`),
    ...(resource.cloudTypes.includes(accountType) ? [`setting:${accountType}`] : []),
    ...(resource.imported ?? []).flatMap((id) =>
      id.kind === 'string' ? [`name:${id.value}`] : [],
    ),
    ...[resource.address, ...(resource.formerAddresses ?? [])].map(
      (address) => `address:${withoutInstanceKeys(address)}`,
    ),
    `path:${resource.path}`,
  ];
}
