import type { Access, GitHubRepository } from '../../github/repository.ts';
import type { Owner } from '../../model/owner.ts';
import { ownerNamed } from '../../store/owners.ts';
import { repositoriesOf, type StoredRepository } from '../../store/repositories.ts';
import type { Services } from '../services.ts';

/** A repository that may be worked on, at GitHub and as the store knows it. */
export interface OpenRepository {
  readonly client: GitHubRepository;
  readonly stored: StoredRepository;
}

/**
 * A repository of an owner, through a token for it alone; null when the app is not, or no longer,
 * installed on it, so that nothing may be done there.
 */
export async function openRepository(
  { db, github }: Services,
  owner: Owner,
  name: string,
  access: Access,
): Promise<OpenRepository | null> {
  const installed = await ownerNamed(db, owner);
  if (installed === null || installed.suspended) return null;
  const stored = (await repositoriesOf(db, owner)).find((each) => each.name === name);
  if (stored === undefined) return null;
  const { installation: installationId, login } = installed;
  const ref = { installationId, owner: login, name, id: stored.githubId };
  return { client: await github.repository(ref, access), stored };
}
