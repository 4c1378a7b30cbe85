import { describeProblem } from '../../config/problem.ts';
import { NO_CONFIG, type RepositoryConfig } from '../../config/repository/config.ts';
import { loadRepositoryConfig } from '../../config/repository/load.ts';
import type { Owner } from '../../model/owner.ts';
import type { Database } from '../../store/tables.ts';
import { indexedText } from '../index/indexed-tree.ts';

/** The configuration that holds for a repository, and what is wrong with it: then nothing may be written. */
export interface KnownConfig {
  readonly config: RepositoryConfig;
  readonly problem: string | null;
}

/** A repository's configuration, as merged: from the index of the default branches of its owner's repositories. */
export async function repositoryConfig(
  db: Database,
  owner: Owner,
  repository: string,
): Promise<KnownConfig> {
  const loaded = await loadRepositoryConfig(repository, (name, path) =>
    indexedText(db, owner, name, path),
  );
  if (loaded.ok) return { config: loaded.value.config, problem: null };
  return { config: NO_CONFIG, problem: loaded.error.map(describeProblem).join(' ') };
}
