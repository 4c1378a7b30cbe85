import type { Owner } from '../../model/owner.ts';
import { repositoriesOf } from '../../store/repositories.ts';
import type { Services } from '../services.ts';
import { statesAreRead } from './owner-states.ts';

/** Whether every repository of an owner is indexed and every place of states read: what no code makes then is unmanaged. */
export async function isAllKnown(
  services: Pick<Services, 'db' | 'operator'>,
  owner: Owner,
): Promise<boolean> {
  const repositories = await repositoriesOf(services.db, owner);
  if (!repositories.every(({ indexedCommit }) => indexedCommit !== null)) return false;
  return statesAreRead(services, owner);
}
