import type { MapValue, Value } from '../../../model/value.ts';
import type { Deployment } from '../deployments/deployment.ts';
import { textOf } from '../evaluate/values.ts';

/** A resource's tags by key, with those that every known deployment puts on its stack. */
export function tagsOf(properties: MapValue, deployments: readonly Deployment[]): MapValue {
  const tags = properties.entries.get('Tags');
  const entries = new Map<string, Value>(stackTags(deployments));
  let complete = tags?.kind !== 'unknown';
  if (tags?.kind === 'map') for (const [key, value] of tags.entries) entries.set(key, value);
  for (const tag of tags?.kind === 'list' ? tags.items : []) {
    const key = tag.kind === 'map' ? textOf(tag.entries.get('Key')) : null;
    const value = tag.kind === 'map' ? tag.entries.get('Value') : undefined;
    if (key === null || value === undefined) complete = false;
    else entries.set(key, value);
  }
  return { kind: 'map', entries, origin: tags?.origin ?? null, ...(complete ? {} : { complete }) };
}

function stackTags(deployments: readonly Deployment[]): readonly (readonly [string, Value])[] {
  const [first, ...others] = deployments;
  return [...(first?.tags ?? [])]
    .filter(([key, value]) => others.every((other) => other.tags.get(key) === value))
    .map(([key, value]) => [key, { kind: 'string', value, origin: null }]);
}
