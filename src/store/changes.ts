import { type Selectable, sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { storableJson } from './storable-json.ts';
import type { ChangesTable, Database } from './tables.ts';

/** How a change stands, as last seen; GitHub is the truth. */
export type ChangeState = 'planned' | 'open' | 'merged' | 'declined' | 'closed';

/** A pull request (or issue) of ours. */
export interface StoredChange {
  /** The identity, stable over the set of fingerprints. */
  readonly id: string;
  readonly repository: string;
  readonly branch: string;
  /** The pull request's number; null until there is one. */
  readonly number: number | null;
  readonly state: ChangeState;
  /** The commit that we put on the branch last. */
  readonly head: string | null;
  readonly fingerprints: readonly string[];
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  /** What the jobs keep with it (plain JSON). */
  readonly data: unknown;
}

/** Stores or updates a change and its fingerprints. Call it in a transaction. */
export async function saveChange(
  db: Database,
  owner: Owner,
  change: StoredChange,
  at: Date,
): Promise<void> {
  const { id, repository } = change;
  const row = {
    branch: change.branch,
    number: change.number,
    state: change.state,
    head: change.head,
    opened_at: change.openedAt,
    closed_at: change.closedAt,
    closed_by: change.closedBy,
    updated_at: at,
    data: storableJson(change.data ?? null),
  };
  await db
    .insertInto('changes')
    .values({ owner, repository, id, ...row })
    .onConflict((conflict) => conflict.columns(['owner', 'repository', 'id']).doUpdateSet(row))
    .execute();
  await db
    .deleteFrom('change_fingerprints')
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .where('change', '=', id)
    .execute();
  const fingerprints = [...new Set(change.fingerprints)];
  if (fingerprints.length === 0) return;
  await db
    .insertInto('change_fingerprints')
    .values(fingerprints.map((fingerprint) => ({ owner, repository, change: id, fingerprint })))
    .execute();
}

/** Which changes of a repository; what is left out does not matter. */
export interface ChangeFilter {
  readonly id?: string;
  readonly number?: number;
  /** Only changes that carry one of these. */
  readonly fingerprints?: readonly string[];
  readonly states?: readonly ChangeState[];
}

/** A repository's changes, by id. */
export async function changesOf(
  db: Database,
  owner: Owner,
  repository: string,
  filter: ChangeFilter = {},
): Promise<readonly StoredChange[]> {
  const fingerprints = sql<string[]>`(
    select coalesce(array_agg(f.fingerprint order by f.fingerprint), '{}') from change_fingerprints f
    where f.owner = changes.owner and f.repository = changes.repository and f.change = changes.id)`;
  let query = db
    .selectFrom('changes')
    .selectAll()
    .select(fingerprints.as('fingerprints'))
    .where('owner', '=', owner)
    .where('repository', '=', repository);
  if (filter.id !== undefined) query = query.where('id', '=', filter.id);
  if (filter.number !== undefined) query = query.where('number', '=', filter.number);
  if (filter.states !== undefined) {
    query = query.where('state', '=', sql<string>`any(${[...filter.states]}::text[])`);
  }
  if (filter.fingerprints !== undefined) {
    query = query.where(sql<boolean>`${fingerprints} && ${[...filter.fingerprints]}::text[]`);
  }
  const rows = await query.orderBy('id').execute();
  return rows.map(storedFrom);
}

/** An owner's changes in these states, those that changed last first. Without their fingerprints. */
export async function changesOfOwner(
  db: Database,
  owner: Owner,
  states: readonly ChangeState[],
  limit: number,
): Promise<readonly StoredChange[]> {
  const rows = await db
    .selectFrom('changes')
    .selectAll()
    .where('owner', '=', owner)
    .where('state', '=', sql<string>`any(${[...states]}::text[])`)
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => storedFrom({ ...row, fingerprints: [] }));
}

function storedFrom(
  row: Selectable<ChangesTable> & { readonly fingerprints: readonly string[] },
): StoredChange {
  return {
    id: row.id,
    repository: row.repository,
    branch: row.branch,
    number: row.number,
    state: row.state as ChangeState,
    head: row.head,
    fingerprints: row.fingerprints,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    data: row.data,
  };
}

/** How many changes of a repository are open, and how many were opened since a time: what limits ask for. */
export async function countChanges(
  db: Database,
  owner: Owner,
  repository: string,
  since: Date,
): Promise<{ readonly open: number; readonly openedSince: number }> {
  const row = await db
    .selectFrom('changes')
    .select([
      sql<number>`(count(*) filter (where state = 'open'))::int`.as('open'),
      sql<number>`(count(*) filter (where opened_at >= ${since}))::int`.as('openedSince'),
    ])
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .executeTakeFirstOrThrow();
  return row;
}
