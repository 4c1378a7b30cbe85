import { sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** A file of a commit, by name. */
export interface IndexedFile {
  readonly path: string;
  /** Git's mode: `100644`, `100755`, `120000`. */
  readonly mode: string;
  readonly sha: string;
}

/** What a blob holds, or why that is not kept. */
export type StoredBlob =
  | { readonly sha: string; readonly content: Uint8Array; readonly reason: null }
  | { readonly sha: string; readonly content: null; readonly reason: string };

const ROWS_PER_STATEMENT = 500;

/** Replaces the files of a repository by those of a commit. Call it in a transaction. */
export async function saveIndex(
  db: Database,
  owner: Owner,
  repository: string,
  commit: string,
  files: readonly IndexedFile[],
): Promise<void> {
  await db
    .deleteFrom('repository_files')
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .execute();
  await sql`
    insert into repository_files (owner, repository, path, mode, sha)
    select ${owner}, ${repository}, path, mode, sha
    from jsonb_to_recordset(${storableJson(files)}::text::jsonb) as row(path text, mode text, sha text)`.execute(
    db,
  );
  await db
    .updateTable('repositories')
    .set({ indexed_commit: commit })
    .where('owner', '=', owner)
    .where('name', '=', repository)
    .execute();
}

/** The files of a repository whose paths begin so, by path, as last indexed. */
export async function indexedFiles(
  db: Database,
  owner: Owner,
  repository: string,
  prefix = '',
): Promise<readonly IndexedFile[]> {
  return db
    .selectFrom('repository_files')
    .select(['path', 'mode', 'sha'])
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .where(sql<boolean>`starts_with(path, ${prefix})`)
    .orderBy('path')
    .execute();
}

/** The repositories of an owner whose index has files at paths that begin so. */
export async function repositoriesWithFiles(
  db: Database,
  owner: Owner,
  prefix: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('repository_files')
    .select('repository')
    .distinct()
    .where('owner', '=', owner)
    .where(sql<boolean>`starts_with(path, ${prefix})`)
    .execute();
  return rows.map(({ repository }) => repository);
}

/** Those of the SHAs whose blob is not in the store. */
export async function unknownBlobs(
  db: Database,
  owner: Owner,
  shas: readonly string[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('blobs')
    .select('sha')
    .where('owner', '=', owner)
    .where('sha', '=', sql<string>`any(${[...shas]}::text[])`)
    .execute();
  const known = new Set(rows.map((row) => row.sha));
  return [...new Set(shas)].filter((sha) => !known.has(sha));
}

/** Keeps blobs. A SHA stands for its content: one that is known stays as it is. */
export async function saveBlobs(
  db: Database,
  owner: Owner,
  blobs: readonly StoredBlob[],
): Promise<void> {
  for (let start = 0; start < blobs.length; start += ROWS_PER_STATEMENT) {
    await db
      .insertInto('blobs')
      .values(
        blobs.slice(start, start + ROWS_PER_STATEMENT).map((blob) => ({
          owner,
          sha: blob.sha,
          content: blob.content === null ? null : Buffer.from(blob.content),
          reason: blob.reason,
        })),
      )
      .onConflict((conflict) => conflict.columns(['owner', 'sha']).doNothing())
      .execute();
  }
}

/** The blobs of these SHAs; those that are not in the store are left out. */
export async function blobsBySha(
  db: Database,
  owner: Owner,
  shas: readonly string[],
): Promise<ReadonlyMap<string, StoredBlob>> {
  const rows = await db
    .selectFrom('blobs')
    .select(['sha', 'content', 'reason'])
    .where('owner', '=', owner)
    .where('sha', '=', sql<string>`any(${[...shas]}::text[])`)
    .execute();
  return new Map(
    rows.map((row): [string, StoredBlob] => [
      row.sha,
      row.content === null
        ? { sha: row.sha, content: null, reason: row.reason ?? 'it was not kept' }
        : { sha: row.sha, content: row.content, reason: null },
    ]),
  );
}

/** Forgets an owner's blobs that no indexed file names any more. */
export async function forgetUnusedBlobs(db: Database, owner: Owner): Promise<number> {
  const result = await db
    .deleteFrom('blobs')
    .where('owner', '=', owner)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('repository_files')
            .select('repository_files.sha')
            .whereRef('repository_files.owner', '=', 'blobs.owner')
            .whereRef('repository_files.sha', '=', 'blobs.sha'),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
