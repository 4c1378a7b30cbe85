import { OutsideError } from '../../foundation/errors.ts';
import { type ListedFile, listFiles } from '../../github/files.ts';
import { readRepository } from '../../github/repository.ts';
import { isModuleFile } from '../../languages/terraform/modules/file-names.ts';
import {
  type ModuleRepository,
  placeOfRepository,
  repositoriesMentioned,
} from '../../languages/terraform/modules/own-modules.ts';
import { decodeText } from '../../model/decode-text.ts';
import type { Owner } from '../../model/owner.ts';
import { repositoriesOf } from '../../store/repositories.ts';
import { blobsBySha, type IndexedFile } from '../../store/repository-index.ts';
import type { Database } from '../../store/tables.ts';
import { openRepository } from '../repositories/open-repository.ts';
import type { Services } from '../services.ts';
import { fetchBlobs } from './fetch-blobs.ts';

/** Repositories and versions of them for one repository, those of modules' own modules included. */
const MOST_REPOSITORIES = 50;
const MOST_FILES = 5_000;

/**
 * The Terraform files of the modules that files call from other repositories of the same owner, in the version that
 * each call names, under the paths where the language looks for them. Only repositories that the app may see; a version
 * that is not there is left out, so that its module stays closed.
 */
export async function moduleFiles(
  services: Services,
  owner: Owner,
  files: readonly IndexedFile[],
): Promise<readonly IndexedFile[]> {
  const visible = new Set(
    (await repositoriesOf(services.db, owner)).map(({ name }) => name.toLowerCase()),
  );
  const seen = new Set<string>();
  const found: IndexedFile[] = [];
  const waiting = [...(await calledIn(services.db, owner, files))];
  // A list grows while it is gone through, and what is added is visited too.
  for (const repository of waiting) {
    const place = placeOfRepository(repository);
    if (repository.owner !== owner || !visible.has(repository.name) || seen.has(place)) continue;
    if (seen.size === MOST_REPOSITORIES) break;
    seen.add(place);
    const listed = await filesOf(services, owner, repository);
    found.push(...listed.map(({ path, mode, sha }) => ({ path: `${place}/${path}`, mode, sha })));
    waiting.push(...(await calledIn(services.db, owner, listed)));
  }
  return found;
}

async function filesOf(
  services: Services,
  owner: Owner,
  { name, ref }: ModuleRepository,
): Promise<readonly ListedFile[]> {
  const { db, log } = services;
  const known = (await repositoriesOf(db, owner)).find((one) => one.name.toLowerCase() === name);
  const open = known && (await openRepository(services, owner, known.name, 'read'));
  if (!open) return [];
  try {
    const version = ref ?? (await readRepository(open.client)).defaultBranch;
    const wanted = (await listFiles(open.client, version)).filter(({ path }) => isModuleFile(path));
    if (wanted.length <= MOST_FILES) {
      await fetchBlobs(db, owner, open.client, version, wanted);
      return wanted;
    }
    log.warn({ owner, repository: name, ref, files: wanted.length }, 'a module is too large');
  } catch (thrown) {
    // A version that is not there, an empty repository: the call's own repository is indexed all the same.
    if (!(thrown instanceof OutsideError) || thrown.retryable) throw thrown;
    log.warn({ owner, repository: name, ref, reason: thrown.message }, 'a module cannot be read');
  }
  return [];
}

/** The repositories that Terraform files call modules of. */
async function calledIn(
  db: Database,
  owner: Owner,
  files: readonly IndexedFile[],
): Promise<readonly ModuleRepository[]> {
  const own = files.filter(({ path }) => isModuleFile(path)).map(({ sha }) => sha);
  const blobs = await blobsBySha(db, owner, own);
  return [...blobs.values()].flatMap(({ content }) => {
    const text = content === null ? null : decodeText(content);
    if (text?.ok !== true || !text.text.includes('github.com')) return [];
    return repositoriesMentioned(text.text).map(({ repository }) => repository);
  });
}
