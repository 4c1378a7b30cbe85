import type { Owner } from '../model/owner.ts';
import { pendingFindings, type StoredFinding } from '../store/findings.ts';
import { repositoriesOfFindings } from '../store/outcomes.ts';
import { ownerNamed } from '../store/owners.ts';
import { repositoriesOf } from '../store/repositories.ts';
import { remediateFindings } from './kinds.ts';
import { templatesOf } from './own-templates/repository-templates.ts';
import { ownerStates } from './remediation/owner-states.ts';
import { recordRemediation } from './remediation/record.ts';
import { type RepositoryRemediation, remediateRepository } from './remediation/repository.ts';
import { sortByRepository } from './remediation/sort-by-repository.ts';
import type { Services } from './services.ts';

/** How many findings one run takes; the next run takes the next. */
const BATCH = 5_000;

/**
 * Works through an owner's pending findings: finds the repository and block of each, fixes, proves, and
 * records outcomes and changes together with the wish to deliver them. What was worked out on code
 * that has changed in the meantime is not recorded: the refreshed index has asked for another run.
 */
export async function remediateFindingsOf(services: Services, owner: Owner): Promise<void> {
  const { db, queue, log } = services;
  const installed = await ownerNamed(db, owner);
  const repositories = await repositoriesOf(db, owner);
  // Findings may come before the app is installed, or knows a repository: they wait.
  if (installed === null || installed.suspended || repositories.length === 0) return;
  const pending = await pendingFindings(db, owner, BATCH);
  if (pending.length === 0) return;
  const commits = new Map(repositories.map((each) => [each.name, each.indexedCommit]));
  const states = await ownerStates(services, owner);
  const templatesFor = await templatesOf(db, owner, services.templates);
  const sorted = await sortByRepository(services, owner, pending, states, templatesFor);
  const worked: RepositoryRemediation[] = [];
  for (const [name, findings] of await withFollowed(services, owner, sorted)) {
    const own = new Set(findings);
    const others = new Set(pending.filter((each) => !own.has(each)).map(({ key }) => key));
    const commit = commits.get(name) ?? null;
    if (commit === null) continue;
    const repository = { owner, name, commit };
    worked.push(
      await remediateRepository(services, repository, findings, others, states, templatesFor),
    );
  }
  const recorded = await recordRemediation(services, owner, {
    commits,
    statesMark: states.mark,
    ended: sorted.ended,
    repositories: worked,
  });
  if (!recorded) log.info({ owner }, 'the code changed meanwhile: another run will do');
  if (recorded && pending.length === BATCH) await queue.enqueue(remediateFindings, { owner });
}

/** A finding that ended elsewhere or no longer fails still matters where a change proposes its fix. */
async function withFollowed(
  { db }: Services,
  owner: Owner,
  { ended, byRepository }: Awaited<ReturnType<typeof sortByRepository>>,
): Promise<ReadonlyMap<string, readonly StoredFinding[]>> {
  const keys = [...ended.keys()].map(({ key }) => key);
  const before = await repositoriesOfFindings(db, owner, keys);
  const all = new Map(byRepository);
  for (const name of before.values()) if (!all.has(name)) all.set(name, []);
  return all;
}
