import { listFiles } from '../github/files.ts';
import { readHead, readRepository } from '../github/repository.ts';
import { placesOf } from '../languages/terraform/modules/own-modules.ts';
import type { Owner } from '../model/owner.ts';
import { reopenFindings } from '../store/findings.ts';
import { repositoriesOf, saveRepository } from '../store/repositories.ts';
import {
  type IndexedFile,
  indexedFiles,
  repositoriesWithFiles,
  saveIndex,
} from '../store/repository-index.ts';
import type { Database } from '../store/tables.ts';
import { fetchBlobs } from './index/fetch-blobs.ts';
import { indexedTree } from './index/indexed-tree.ts';
import { moduleFiles } from './index/module-files.ts';
import { isWanted } from './index/wanted-files.ts';
import {
  checkSettings,
  type RepositoryJob,
  refreshIndex,
  remediateFindings,
  repositoryKey,
} from './kinds.ts';
import { openRepository } from './repositories/open-repository.ts';
import type { Services } from './services.ts';
import { isSettings } from './settings/check-settings.ts';

/**
 * Brings the index of a repository's default branch up to date, at the cost of what changed: files
 * are known by the SHA of their blob. When something changed, every failing finding of the owner is
 * looked at again: another repository may be the better place now.
 */
export async function refreshIndexOf(
  services: Services,
  { owner, repository }: RepositoryJob,
): Promise<void> {
  const { db, log } = services;
  const open = await openRepository(services, owner, repository, 'read');
  if (open === null) return;
  const facts = await readRepository(open.client);
  const known = {
    name: repository,
    githubId: facts.id,
    visibility: facts.private ? ('private' as const) : ('public' as const),
    archived: facts.archived,
    fork: facts.fork,
    defaultBranch: facts.defaultBranch,
  };
  const save = (index: NewIndex) => record(services, owner, known, index);
  if (facts.archived) return save(without('The repository is archived.'));
  if (facts.fork)
    return save(without('The repository is a fork: fixes belong where it comes from.'));
  // A repository without code makes its owner's findings unmanaged: one 404 alone is not believed.
  const head =
    (await readHead(open.client, facts.defaultBranch)) ??
    (await readHead(open.client, facts.defaultBranch));
  if (head === null)
    return save(without(`The repository has no commits on ${facts.defaultBranch}.`));
  const listed = await listFiles(open.client, head.tree);
  const own = listed.filter(({ path }) => isWanted(path));
  await fetchBlobs(db, owner, open.client, head.commit, own);
  const files = [...own, ...(await moduleFiles(services, owner, own))];
  await save({ commit: head.commit, files, skipReason: null });
  log.info({ owner, repository, commit: head.commit, files: files.length }, 'indexed');
}

interface NewIndex {
  readonly commit: string;
  readonly files: readonly IndexedFile[];
  readonly skipReason: string | null;
}

/** A repository that is left alone counts as indexed: nothing more is to be expected of it. */
function without(skipReason: string): NewIndex {
  return { commit: '', files: [], skipReason };
}

async function record(
  { db, queue, clock }: Services,
  owner: Owner,
  known: Omit<Parameters<typeof saveRepository>[2], 'skipReason'>,
  { commit, files, skipReason }: NewIndex,
): Promise<void> {
  const { name } = known;
  await db.transaction().execute(async (transaction) => {
    const stored = (await repositoriesOf(transaction, owner)).find((each) => each.name === name);
    if (stored === undefined) return; // Removed from the installation in the meantime.
    const before = await indexedFiles(transaction, owner, name);
    await saveIndex(transaction, owner, name, commit, files);
    const reason = skipReason ?? (await codeMissing(transaction, owner, name));
    await saveRepository(transaction, owner, { ...known, skipReason: reason }, clock.now());
    if (commit !== '' && !isSame(before.filter(isOfSettings), files.filter(isOfSettings))) {
      const payload = { owner, repository: name, commit, proposed: false };
      await queue.enqueue(checkSettings, payload, { transaction });
    }
    if (stored.indexedCommit !== null && isSame(before, files)) return;
    await reopenFindings(transaction, owner);
    await queue.enqueue(remediateFindings, { owner }, { transaction });
    for (const caller of await repositoriesWithFiles(transaction, owner, placesOf(owner, name))) {
      const payload = { owner, repository: caller };
      await queue.enqueue(refreshIndex, payload, { key: repositoryKey(payload), transaction });
    }
  });
}

function isOfSettings({ path }: IndexedFile): boolean {
  return isSettings(path);
}

function isSame(before: readonly IndexedFile[], after: readonly IndexedFile[]): boolean {
  const lines = (files: readonly IndexedFile[]) =>
    files.map(({ path, mode, sha }) => JSON.stringify([path, mode, sha])).sort();
  return lines(before).join('\n') === lines(after).join('\n');
}

/** Why there is nothing to work on; null when there is. YAML and JSON are code only when they speak of AWS. */
async function codeMissing(db: Database, owner: Owner, name: string): Promise<string | null> {
  const { tree } = await indexedTree(db, owner, name);
  const holdsCode = tree.paths().some((path) => {
    if (/\.(?:tf|tofu)(?:\.json)?$/.test(path)) return true;
    const source = tree.read(path);
    return source.ok && source.text.includes('AWS::');
  });
  return holdsCode ? null : 'The repository holds no infrastructure code.';
}
