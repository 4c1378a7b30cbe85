import { installationChanged, type World } from './events.ts';
import type { Account, Installation, Repository } from './state.ts';
import { repositoryView } from './views/repository.ts';

/** What owners do to repositories and installations on GitHub's own pages. */

function installationFor({ state }: World, of: (one: Installation) => boolean) {
  return [...state.installations.values()].find(of);
}

/** A new name; those who use the old one are led to it no more. */
export function rename(world: World, repository: Repository, name: string): void {
  const from = repository.name;
  repository.name = name;
  const sees = installationFor(world, ({ repositories }) => repositories.has(repository.id));
  if (sees === undefined) return;
  installationChanged(world, sees.id, 'repository', {
    action: 'renamed',
    changes: { repository: { name: { from } } },
    repository: repositoryView(world.apiUrl, repository),
  });
}

/** To another owner, whose installation sees all of its repositories. */
export function transfer(world: World, repository: Repository, to: Account): void {
  const { owner: from } = repository;
  const before = installationFor(world, ({ repositories }) => repositories.has(repository.id));
  before?.repositories.delete(repository.id);
  repository.owner = to;
  if (before !== undefined)
    installationChanged(world, before.id, 'installation_repositories', {
      action: 'removed',
      repository_selection: 'selected',
      repositories_added: [],
      repositories_removed: [
        {
          id: repository.id,
          name: repository.name,
          full_name: `${from.login}/${repository.name}`,
          private: repository.private,
        },
      ],
    });
  const after = installationFor(world, ({ account }) => account === to);
  if (after === undefined) return;
  after.repositories.add(repository.id);
  installationChanged(world, after.id, 'repository', {
    action: 'transferred',
    changes: { owner: { from: { organization: { login: from.login, id: from.id } } } },
    repository: repositoryView(world.apiUrl, repository),
  });
}

/** Suspends an installation, or lets it go on. */
export function suspend(world: World, installation: Installation, suspended: boolean): void {
  installation.suspended = suspended;
  installationChanged(world, installation.id, 'installation', {
    action: suspended ? 'suspend' : 'unsuspend',
  });
}
