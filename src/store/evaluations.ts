import { sql } from 'kysely';
import type { Finding } from '../model/finding.ts';
import type { Owner } from '../model/owner.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** What a source says of a finding now. */
export interface StoredEvaluation {
  /** The finding's key. */
  readonly key: string;
  readonly evaluatedAt: Date;
  readonly status: string;
  readonly closure: string | null;
}

/** Notes what a source said, also when it says the same as before. An older evaluation changes only when it was seen. */
export async function saveEvaluations(
  db: Database,
  owner: Owner,
  via: string | null,
  evaluations: readonly StoredEvaluation[],
  seenAt: Date,
): Promise<void> {
  const unique = [...new Map(evaluations.map((each) => [each.key, each])).values()];
  const rows = unique.sort((a, b) => (a.key < b.key ? -1 : 1));
  if (rows.length === 0) return;
  await sql`
    insert into evaluations as known (owner, key, via, evaluated_at, seen_at, status, closure)
    select ${owner}, key, ${via}::text, "evaluatedAt", ${seenAt}::timestamptz, status, closure
    from jsonb_to_recordset(${storableJson(rows)}::text::jsonb)
      as row(key text, "evaluatedAt" timestamptz, status text, closure text)
    on conflict (owner, key) do update set
      via = coalesce(excluded.via, known.via),
      seen_at = greatest(excluded.seen_at, known.seen_at),
      evaluated_at = greatest(excluded.evaluated_at, known.evaluated_at),
      status = case when excluded.evaluated_at >= known.evaluated_at
        then excluded.status else known.status end,
      closure = case when excluded.evaluated_at >= known.evaluated_at
        then excluded.closure else known.closure end`.execute(db);
}

/** Which of these findings the store knows. */
export async function knownFindings(
  db: Database,
  owner: Owner,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('findings')
    .select('key')
    .where('owner', '=', owner)
    .where('key', '=', sql<string>`any(${[...keys]}::text[])`)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** Findings that failed when a source was read last, and that it did not name since a time. */
export async function unseenFailures(
  db: Database,
  owner: Owner,
  via: string,
  since: Date,
  limit: number,
): Promise<readonly Finding[]> {
  const rows = await db
    .selectFrom('evaluations')
    .innerJoin('findings', (join) =>
      join
        .onRef('findings.owner', '=', 'evaluations.owner')
        .onRef('findings.key', '=', 'evaluations.key'),
    )
    .select('findings.finding')
    .where('evaluations.owner', '=', owner)
    .where('evaluations.via', '=', via)
    .where('evaluations.status', '=', 'failed')
    .where('evaluations.closure', 'is', null)
    .where('evaluations.seen_at', '<', since)
    .orderBy('evaluations.seen_at')
    .limit(limit)
    .execute();
  return rows.map(({ finding }) => finding);
}

/** When these findings came first; those that are not there are left out. */
export async function firstReceived(
  db: Database,
  owner: Owner,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('findings')
    .select(['key', 'first_received_at'])
    .where('owner', '=', owner)
    .where('key', '=', sql<string>`any(${[...keys]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.key, row.first_received_at]));
}

/** The source that each of these findings was read from last; those that were sent are left out. */
export async function sourcesOf(
  db: Database,
  owner: Owner,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('evaluations')
    .select(['key', 'via'])
    .where('owner', '=', owner)
    .where('key', '=', sql<string>`any(${[...keys]}::text[])`)
    .execute();
  return new Map(rows.flatMap(({ key, via }) => (via === null ? [] : [[key, via] as const])));
}
