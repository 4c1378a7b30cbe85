import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Finding } from '../model/finding.ts';
import type { Owner } from '../model/owner.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** How many of the findings given were new or changed, and how many said nothing new. */
export interface StoredCount {
  readonly accepted: number;
  readonly duplicates: number;
}

/** A finding as the store holds it. */
export interface StoredFinding {
  readonly key: string;
  /** Stands for the content: an outcome is recorded for this digest, so that a change meanwhile is not lost. */
  readonly digest: string;
  readonly finding: Finding;
  readonly receivedAt: Date;
}

const ROWS_PER_STATEMENT = 1000;

/** The key of a finding within its owner. A digest, because ids have no length that an index could rely on. */
export function findingKey(source: string, id: string): string {
  return digestOf([source, id]);
}

/**
 * Takes findings in: one that is new or says something new is pending again and its history grows;
 * the same again, or an older state than the one known, is a duplicate. Owner and key decide, so
 * several processes may do it at once. Call it in a transaction when there are many.
 */
export async function storeFindings(
  db: Database,
  owner: Owner,
  findings: readonly Finding[],
  at: Date,
): Promise<StoredCount> {
  const rows = new Map(findings.map((finding) => [keyOf(finding), rowOf(finding)]));
  // In the order of the keys, so that two transactions never wait for each other's rows.
  const sorted = [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  let accepted = 0;
  for (let start = 0; start < sorted.length; start += ROWS_PER_STATEMENT) {
    accepted += await upsert(db, owner, sorted.slice(start, start + ROWS_PER_STATEMENT), at);
  }
  return { accepted, duplicates: findings.length - accepted };
}

/** The findings that wait to be worked on, those that wait longest first. */
export async function pendingFindings(
  db: Database,
  owner: Owner,
  limit: number,
): Promise<readonly StoredFinding[]> {
  const rows = await db
    .selectFrom('findings')
    .select(['key', 'digest', 'finding', 'received_at'])
    .where('owner', '=', owner)
    .where('pending', '=', true)
    .orderBy('received_at')
    .orderBy('key')
    .limit(limit)
    .execute();
  return rows.map(storedFrom);
}

/** Findings by their keys; those that are not there are left out. */
export async function findingsByKey(
  db: Database,
  owner: Owner,
  keys: readonly string[],
): Promise<readonly StoredFinding[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('findings')
    .select(['key', 'digest', 'finding', 'received_at'])
    .where('owner', '=', owner)
    .where('key', '=', sql<string>`any(${[...keys]}::text[])`)
    .execute();
  return rows.map(storedFrom);
}

/** Marks all of an owner's failed, active findings as pending again: the code or the configuration changed. */
export async function reopenFindings(db: Database, owner: Owner): Promise<number> {
  const result = await db
    .updateTable('findings')
    .set({ pending: true })
    .where('owner', '=', owner)
    .where('active', '=', true)
    .where('status', '=', 'failed')
    .where('pending', '=', false)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

function storedFrom(row: {
  readonly key: string;
  readonly digest: string;
  readonly finding: Finding;
  readonly received_at: Date;
}): StoredFinding {
  return { key: row.key, digest: row.digest, finding: row.finding, receivedAt: row.received_at };
}

function keyOf(finding: Finding): string {
  return findingKey(finding.source, finding.id);
}

function rowOf(finding: Finding) {
  // When it was seen is not what it says: a source that only re-evaluates tells nothing new.
  const { updatedAt, configuredAt: _, ...content } = finding;
  return {
    key: keyOf(finding),
    source: finding.source,
    id: finding.id,
    control: finding.control,
    severity: finding.severity,
    status: finding.status,
    active: finding.active,
    resource: finding.resource.id,
    account: finding.resource.account,
    region: finding.resource.region,
    digest: digestOf(content),
    source_updated_at: timeOf(updatedAt),
    finding,
  };
}

/** One statement for all rows, as one parameter: their number is not bounded by the protocol's. */
async function upsert(
  db: Database,
  owner: Owner,
  rows: readonly ReturnType<typeof rowOf>[],
  at: Date,
): Promise<number> {
  const result = await sql`
    with given as (
      select * from jsonb_to_recordset(${storableJson(rows)}::text::jsonb) as row(
        key text, source text, id text, control text, severity text, status text, active boolean,
        resource text, account text, region text, digest text, source_updated_at timestamptz,
        finding jsonb)
    ), changed as (
      insert into findings as known (owner, key, source, id, control, severity, status, active,
        resource, account, region, digest, source_updated_at, first_received_at, received_at,
        pending, finding)
      select ${owner}, key, source, id, control, severity, status, active, resource, account,
        region, digest, source_updated_at, ${at}::timestamptz, ${at}::timestamptz, true, finding
      from given
      on conflict (owner, key) do update set
        control = excluded.control, severity = excluded.severity, status = excluded.status,
        active = excluded.active, resource = excluded.resource, account = excluded.account,
        region = excluded.region, digest = excluded.digest,
        source_updated_at = excluded.source_updated_at, received_at = excluded.received_at,
        pending = true, finding = excluded.finding
      where known.digest <> excluded.digest
        and coalesce(excluded.source_updated_at >= known.source_updated_at, true)
      returning key, digest, severity, status, active, source_updated_at
    )
    insert into finding_history (owner, key, at, digest, severity, status, active, source_updated_at)
    select ${owner}, key, ${at}::timestamptz, digest, severity, status, active, source_updated_at
    from changed
    returning key`.execute(db);
  return result.rows.length;
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** A source's time, or null when it is none that PostgreSQL can hold. */
function timeOf(text: string | null): string | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  if (Number.isNaN(time)) return null;
  const year = new Date(time).getUTCFullYear();
  return year >= 1970 && year < 10_000 ? new Date(time).toISOString() : null;
}
