import { sql } from 'kysely';
import type { FindingOutcome } from '../model/outcome.ts';
import type { Owner } from '../model/owner.ts';
import { appendEvents } from './events.ts';
import type { StoredFinding } from './findings.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

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
  for (const { of, repository, outcome } of outcomes) {
    await db
      .updateTable('findings')
      .set({ pending: false })
      .where('owner', '=', owner)
      .where('key', '=', of.key)
      .where('digest', '=', of.digest)
      .execute();
    const before = await db
      .selectFrom('outcomes')
      .select(['outcome', 'repository'])
      .where('owner', '=', owner)
      .where('key', '=', of.key)
      .executeTakeFirst();
    const row = {
      repository,
      at,
      outcome: outcome.outcome,
      report: storableJson(outcome),
    };
    await db
      .insertInto('outcomes')
      .values({ owner, key: of.key, ...row })
      .onConflict((conflict) => conflict.columns(['owner', 'key']).doUpdateSet(row))
      .execute();
    if (before?.outcome === outcome.outcome && before.repository === repository) continue;
    await appendEvents(db, owner, [
      {
        at,
        kind: `outcome.${outcome.outcome}`,
        finding: of.key,
        repository,
        data: { reason: outcome.reason, template: outcome.template },
      },
    ]);
  }
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

/** How many findings have each outcome, for an owner; findings that still wait are `pending`. */
export async function countOutcomes(
  db: Database,
  owner: Owner,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('findings')
    .leftJoin('outcomes', (join) =>
      join
        .onRef('outcomes.owner', '=', 'findings.owner')
        .onRef('outcomes.key', '=', 'findings.key'),
    )
    .where('findings.owner', '=', owner)
    .select([
      sql<string>`case when findings.pending then 'pending' else coalesce(outcomes.outcome, 'pending') end`.as(
        'outcome',
      ),
      sql<number>`count(*)::int`.as('count'),
    ])
    .groupBy(sql`1`)
    .execute();
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
