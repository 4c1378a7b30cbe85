import { readArchive } from '../../github/archive.ts';
import { type ListedFile, readBlob } from '../../github/files.ts';
import type { GitHubRepository } from '../../github/repository.ts';
import type { Owner } from '../../model/owner.ts';
import { type StoredBlob, saveBlobs, unknownBlobs } from '../../store/repository-index.ts';
import type { Database } from '../../store/tables.ts';

/** In bytes. Infrastructure code is written by people. */
const MAX_FILE = 2 * 1024 * 1024;
const MAX_TOTAL = 256 * 1024 * 1024;
/** When more than this are missing, one archive is quicker than so many calls. */
const FEW = 20;
const AT_ONCE = 5;

/** Brings the blobs of these files into the store, of which it fetches only those that are not there. */
export async function fetchBlobs(
  db: Database,
  owner: Owner,
  repository: GitHubRepository,
  commit: string,
  files: readonly ListedFile[],
): Promise<void> {
  const unknown = new Set(
    await unknownBlobs(
      db,
      owner,
      files.map(({ sha }) => sha),
    ),
  );
  const missing = new Map(files.filter(({ sha }) => unknown.has(sha)).map((f) => [f.sha, f]));
  const large = [...missing.values()].filter(({ size }) => size > MAX_FILE);
  await saveBlobs(
    db,
    owner,
    large.map(({ sha }) => ({ sha, content: null, reason: `is larger than ${MAX_FILE >> 20} MB` })),
  );
  for (const { sha } of large) missing.delete(sha);
  if (missing.size > FEW) {
    const limits = { fileSize: MAX_FILE, totalSize: MAX_TOTAL };
    const found = await readArchive(repository, commit, new Set(missing.keys()), limits);
    await saveBlobs(
      db,
      owner,
      [...found].map(([sha, content]) => ({ sha, content, reason: null })),
    );
    for (const sha of found.keys()) missing.delete(sha);
  }
  await fetchEach(db, owner, repository, [...missing.keys()]);
}

async function fetchEach(
  db: Database,
  owner: Owner,
  repository: GitHubRepository,
  shas: readonly string[],
): Promise<void> {
  for (let start = 0; start < shas.length; start += AT_ONCE) {
    const blobs = await Promise.all(
      shas.slice(start, start + AT_ONCE).map(
        async (sha): Promise<StoredBlob> => ({
          sha,
          content: await readBlob(repository, sha),
          reason: null,
        }),
      ),
    );
    await saveBlobs(db, owner, blobs);
  }
}
