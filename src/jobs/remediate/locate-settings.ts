import type { RepositoryConfig } from '../../config/repository/config.ts';
import type { LocateSettings } from '../../pipeline/locate/settings.ts';
import type { StateLookup } from '../../pipeline/locate/state/index.ts';

/** What a repository's configuration says of where resources come from, with the states at hand. */
export function locateSettings(
  { hints, traceTags, directories, stacks }: RepositoryConfig,
  state: StateLookup | null,
): LocateSettings {
  return { hints, traceKeys: traceTags, directories, stacks, state };
}
