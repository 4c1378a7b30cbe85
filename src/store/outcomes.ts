import { sql } from 'kysely';
import type { Finding } from '../model/finding.ts';
import type { FindingOutcome } from '../model/outcome.ts';
import type { Owner } from '../model/owner.ts';
import { appendEvents } from './events.ts';
import type { StoredFinding } from './findings.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

const ROWS_PER_STATEMENT = 500;

/** What came of a finding that was taken from the store. */
export interface NewOutcome {
  readonly of: Pick<StoredFinding, 'key' | 'digest'>;
  /** The repository that it is about; null when none is. */
  readonly repository: string | null;
  readonly outcome: FindingOutcome;
}

/**
 * Records what came of findings. One whose content changed in the meantime stays pending. An outcome
 * that differs from the one before is an event. Call it in a transaction.
 */
export async function recordOutcomes(
  db: Database,
  owner: Owner,
  outcomes: readonly NewOutcome[],
  at: Date,
): Promise<void> {
  const byKey = new Map(outcomes.map((each) => [each.of.key, each]));
  // In the order of the keys, so that two transactions never wait for each other's rows.
  const sorted = [...byKey.values()].sort((a, b) => (a.of.key < b.of.key ? -1 : 1));
  for (let start = 0; start < sorted.length; start += ROWS_PER_STATEMENT)
    await record(db, owner, sorted.slice(start, start + ROWS_PER_STATEMENT), at);
}

async function record(
  db: Database,
  owner: Owner,
  outcomes: readonly NewOutcome[],
  at: Date,
): Promise<void> {
  const before = await db
    .selectFrom('outcomes')
    .select(['key', 'outcome', 'repository'])
    .where('owner', '=', owner)
    .where('key', '=', sql<string>`any(${outcomes.map(({ of }) => of.key)}::text[])`)
    .execute();
  const rows = outcomes.map(({ of: { key, digest }, repository, outcome: report }) => ({
    key,
    digest,
    repository,
    outcome: report.outcome,
    report,
  }));
  const given = sql`jsonb_to_recordset(${storableJson(rows)}::text::jsonb)
    as given(key text, digest text, repository text, outcome text, report jsonb)`;
  await sql`
    update findings set pending = false from ${given}
    where findings.owner = ${owner} and findings.key = given.key
      and findings.digest = given.digest`.execute(db);
  await sql`
    insert into outcomes (owner, key, repository, at, outcome, report)
    select ${owner}, key, repository, ${at}::timestamptz, outcome, report from ${given}
    on conflict (owner, key) do update set repository = excluded.repository, at = excluded.at,
      outcome = excluded.outcome, report = excluded.report`.execute(db);
  const known = new Map(before.map((each) => [each.key, each]));
  const changed = rows.filter(({ key, outcome, repository }) => {
    const last = known.get(key);
    return last?.outcome !== outcome || last.repository !== repository;
  });
  await appendEvents(
    db,
    owner,
    changed.map(({ key, outcome, repository, report: { reason, template } }) => ({
      at,
      kind: `outcome.${outcome}`,
      finding: key,
      repository,
      data: { reason, template },
    })),
  );
}

/** An owner's outcomes, by when they were decided, the latest first. */
export async function latestOutcomes(
  db: Database,
  owner: Owner,
  limit: number,
): Promise<
  readonly {
    readonly key: string;
    readonly repository: string | null;
    readonly at: Date;
    readonly report: FindingOutcome;
  }[]
> {
  return db
    .selectFrom('outcomes')
    .select(['key', 'repository', 'at', 'report'])
    .where('owner', '=', owner)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
}

/** Failing findings about resources that no code makes, the most severe first. */
export async function unmanagedFindings(
  db: Database,
  owner: Owner,
  limit: number,
): Promise<readonly Finding[]> {
  const rows = await db
    .selectFrom('outcomes')
    .innerJoin('findings', (join) =>
      join
        .onRef('findings.owner', '=', 'outcomes.owner')
        .onRef('findings.key', '=', 'outcomes.key'),
    )
    .where('outcomes.owner', '=', owner)
    .where('outcomes.outcome', '=', 'unmanaged')
    .where('findings.active', '=', true)
    .where('findings.status', '=', 'failed')
    .select('findings.finding')
    .orderBy(
      sql`array_position(array['CRITICAL','HIGH','MEDIUM','LOW','INFORMATIONAL'], findings.severity)`,
    )
    .orderBy('findings.first_received_at')
    .orderBy('findings.key')
    .limit(limit)
    .execute();
  return rows.map(({ finding }) => finding);
}

/** How many findings have each outcome, for an owner; findings that still wait are `pending`. */
export async function countOutcomes(
  db: Database,
  owner: Owner,
): Promise<ReadonlyMap<string, number>> {
  // What waits is a part of what is indexed by its outcome: neither count reads the findings.
  const { rows } = await sql<{ readonly outcome: string; readonly count: number }>`
    with waiting as (
      select outcomes.outcome from findings left join outcomes using (owner, key)
      where findings.owner = ${owner} and findings.pending
    ), counted as (
      select outcome, count(*) from outcomes where owner = ${owner} group by outcome
      union all select outcome, -count(*) from waiting where outcome is not null group by outcome
      union all select 'pending', count(*) from waiting
    )
    select outcome, sum(count)::int as count from counted group by outcome having sum(count) > 0`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.outcome, row.count]));
}

/** In which repository each of these findings was last, as far as one is known. By key. */
export async function repositoriesOfFindings(
  db: Database,
  owner: Owner,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('outcomes')
    .select(['key', 'repository'])
    .where('owner', '=', owner)
    .where('key', '=', sql<string>`any(${[...keys]}::text[])`)
    .execute();
  return new Map(
    rows.flatMap(({ key, repository }) => (repository === null ? [] : [[key, repository]])),
  );
}

/** What came of each of these findings last; those without an outcome are left out. */
export async function outcomesByKey(
  db: Database,
  owner: Owner,
  keys: readonly string[],
): Promise<ReadonlyMap<string, FindingOutcome>> {
  const rows = await db
    .selectFrom('outcomes')
    .select(['key', 'report'])
    .where('owner', '=', owner)
    .where('key', '=', sql<string>`any(${[...keys]}::text[])`)
    .execute();
  return new Map(rows.map(({ key, report }) => [key, report]));
}
