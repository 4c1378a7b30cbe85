import type { MapValue, Value } from '../../../model/value.ts';
import { mapValue } from '../evaluate/values.ts';
import type { Provider } from '../modules/providers.ts';

/** The tags of a resource: its own win over the provider's `default_tags`. */
export function tagsOf(own: Value | undefined, provider: Provider | null): MapValue {
  const inherited = provider?.nested('default_tags', 'tags') ?? null;
  const entries = new Map([...entriesOf(inherited), ...entriesOf(own)]);
  return mapValue(entries, own?.origin ?? null, isComplete(inherited) && isComplete(own));
}

function entriesOf(tags: Value | null | undefined): Iterable<readonly [string, Value]> {
  return tags?.kind === 'map' ? tags.entries : [];
}

function isComplete(tags: Value | null | undefined): boolean {
  if (tags?.kind === 'map') return tags.complete !== false;
  return tags === null || tags === undefined || tags.kind === 'null';
}
