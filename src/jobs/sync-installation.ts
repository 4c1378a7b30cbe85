import type { InstalledRepository } from '../github/app.ts';
import { orNull } from '../github/errors.ts';
import { type Owner, ownerOf } from '../model/owner.ts';
import { ownerNamed } from '../store/owners.ts';
import {
  forgetRepository,
  renameRepository,
  repositoriesOf,
  type StoredRepository,
  saveRepository,
} from '../store/repositories.ts';
import { reconcileRepository, refreshIndex, remediateFindings, repositoryKey } from './kinds.ts';
import { scheduleOwner } from './schedule-owner.ts';
import type { Services } from './services.ts';
import { refreshStatesJob } from './sources/kinds.ts';

/**
 * Makes the store's repositories of an owner those that the app may see: new ones are indexed,
 * renamed ones keep their history, and those that were removed, deleted or given away are forgotten.
 * Then the code of each, and its pull requests, are held against what the store says.
 */
export async function syncInstallationOf(services: Services, owner: Owner): Promise<void> {
  const { db, queue, clock } = services;
  const installed = await ownerNamed(db, owner);
  if (installed === null || installed.suspended) return;
  const seen = await visibleRepositories(services, owner, installed.installation);
  await scheduleOwner(queue, owner);
  await db.transaction().execute(async (transaction) => {
    // Uninstalled in the meantime: what was purged must not come back.
    if ((await ownerNamed(transaction, owner))?.installation !== installed.installation) return;
    const known = await repositoriesOf(transaction, owner);
    const gone = known.filter(({ githubId }) => !seen.some(({ id }) => id === githubId));
    for (const { name } of gone) await forgetRepository(transaction, owner, name);
    for (const repository of seen) {
      const before = known.find(({ githubId }) => githubId === repository.id) ?? null;
      if (before !== null && before.name !== repository.name)
        await renameRepository(transaction, owner, before.name, repository.name);
      await saveRepository(transaction, owner, factsOf(repository, before), clock.now());
      const payload = { owner, repository: repository.name };
      const options = { key: repositoryKey(payload), transaction };
      await queue.enqueue(refreshIndex, payload, options);
      await queue.enqueue(reconcileRepository, payload, options);
    }
    if (services.operator.owners.has(owner))
      await queue.enqueue(refreshStatesJob, { owner }, { transaction });
    // With fewer repositories, or none, the index may be complete now.
    await queue.enqueue(remediateFindings, { owner }, { transaction });
  });
}

/**
 * Only the owner's own: a repository that is being transferred may still be listed. What is not listed is
 * forgotten, so one 404 alone is not believed.
 */
async function visibleRepositories(
  { github, log }: Services,
  owner: Owner,
  installation: number,
): Promise<readonly InstalledRepository[]> {
  const found =
    (await orNull(github.repositories(installation))) ??
    (await orNull(github.repositories(installation)));
  if (found === null)
    log.warn({ owner, installation }, 'GitHub does not know the installation any more');
  return (found ?? []).filter((repository) => ownerOf(repository.owner) === owner);
}

function factsOf(repository: InstalledRepository, before: StoredRepository | null) {
  return {
    name: repository.name,
    githubId: repository.id,
    visibility: repository.private ? ('private' as const) : ('public' as const),
    archived: repository.archived,
    fork: repository.fork,
    defaultBranch: repository.defaultBranch,
    skipReason: before?.skipReason ?? null,
  };
}
