import type { Owner } from '../model/owner.ts';
import type { Database } from './tables.ts';

/** A repository that the app is installed on. */
export interface Repository {
  readonly name: string;
  readonly githubId: number;
  readonly visibility: 'public' | 'private' | 'internal';
  readonly archived: boolean;
  readonly fork: boolean;
  readonly defaultBranch: string;
  /** Why it is left alone, in one sentence; null when it is worked on. */
  readonly skipReason: string | null;
}

export interface StoredRepository extends Repository {
  /** The commit of the default branch that the index describes; null before the first. */
  readonly indexedCommit: string | null;
}

/** Stores or updates a repository; what is indexed of it stays. */
export async function saveRepository(
  db: Database,
  owner: Owner,
  repository: Repository,
  at: Date,
): Promise<void> {
  const row = {
    github_id: repository.githubId,
    visibility: repository.visibility,
    archived: repository.archived,
    fork: repository.fork,
    default_branch: repository.defaultBranch,
    skip_reason: repository.skipReason,
    updated_at: at,
  };
  await db
    .insertInto('repositories')
    .values({ owner, name: repository.name, indexed_commit: null, ...row })
    .onConflict((conflict) => conflict.columns(['owner', 'name']).doUpdateSet(row))
    .execute();
}

/** An owner's repositories, by name. */
export async function repositoriesOf(
  db: Database,
  owner: Owner,
): Promise<readonly StoredRepository[]> {
  const rows = await db
    .selectFrom('repositories')
    .selectAll()
    .where('owner', '=', owner)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    name: row.name,
    githubId: row.github_id,
    visibility: visibilityOf(row.visibility),
    archived: row.archived,
    fork: row.fork,
    defaultBranch: row.default_branch,
    skipReason: row.skip_reason,
    indexedCommit: row.indexed_commit,
  }));
}

/** Sets or clears why a repository is left alone. */
export async function skipRepository(
  db: Database,
  owner: Owner,
  name: string,
  reason: string | null,
  at: Date,
): Promise<void> {
  await db
    .updateTable('repositories')
    .set({ skip_reason: reason, updated_at: at })
    .where('owner', '=', owner)
    .where('name', '=', name)
    .execute();
}

/** Forgets a repository and its index: it was removed from the installation, transferred or deleted. */
export async function forgetRepository(db: Database, owner: Owner, name: string): Promise<void> {
  await db
    .deleteFrom('repository_files')
    .where('owner', '=', owner)
    .where('repository', '=', name)
    .execute();
  await db.deleteFrom('repositories').where('owner', '=', owner).where('name', '=', name).execute();
}

/** What rows of a repository are in; fingerprints follow their changes. */
const NAMED = [
  'repository_files',
  'changes',
  'remediations',
  'outcomes',
  'events',
  'follow_ups',
  'follow_up_events',
  'follow_up_findings',
  'journeys',
] as const;

/** Gives a repository its new name, with all that is known of it. Call it in a transaction. */
export async function renameRepository(
  db: Database,
  owner: Owner,
  from: string,
  to: string,
): Promise<void> {
  // One that had the name before was renamed or deleted itself.
  await forgetRepository(db, owner, to);
  await db
    .updateTable('repositories')
    .set({ name: to })
    .where('owner', '=', owner)
    .where('name', '=', from)
    .execute();
  for (const table of NAMED)
    await db
      .updateTable(table)
      .set({ repository: to })
      .where('owner', '=', owner)
      .where('repository', '=', from)
      .execute();
}

/**
 * The commit that the index of each of an owner's repositories describes, kept as it is until the
 * transaction ends: what was worked out on these commits can be recorded as what holds now.
 */
export async function holdIndexedCommits(
  db: Database,
  owner: Owner,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db
    .selectFrom('repositories')
    .select(['name', 'indexed_commit'])
    .where('owner', '=', owner)
    .orderBy('name')
    .forShare()
    .execute();
  return new Map(rows.map((row) => [row.name, row.indexed_commit]));
}

/** What is not known to be visible to fewer counts as public. */
function visibilityOf(text: string): Repository['visibility'] {
  return text === 'private' || text === 'internal' ? text : 'public';
}
