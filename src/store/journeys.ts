import type { Owner } from '../model/owner.ts';
import type { RemediationKey } from './follow-ups.ts';
import type { Database } from './tables.ts';

/** One finding's way from found to verified, with what it is counted by. */
export interface StoredJourney {
  readonly finding: string;
  readonly foundAt: Date;
  readonly proposedAt: Date | null;
  readonly mergedAt: Date | null;
  readonly appliedAt: Date | null;
  readonly verifiedAt: Date | null;
  readonly state: string;
  readonly since: Date;
  readonly again: boolean;
  readonly severity: string;
  readonly control: string | null;
  readonly team: string | null;
}

const ROWS_PER_STATEMENT = 500;

/** Replaces the journeys of a remediation. Call it in a transaction. */
export async function saveJourneys(
  db: Database,
  owner: Owner,
  { repository, fingerprint }: RemediationKey,
  journeys: readonly StoredJourney[],
): Promise<void> {
  await db
    .deleteFrom('journeys')
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .where('fingerprint', '=', fingerprint)
    .execute();
  for (let start = 0; start < journeys.length; start += ROWS_PER_STATEMENT)
    await db
      .insertInto('journeys')
      .values(
        journeys.slice(start, start + ROWS_PER_STATEMENT).map((each) => ({
          owner,
          repository,
          fingerprint,
          finding: each.finding,
          found_at: each.foundAt,
          proposed_at: each.proposedAt,
          merged_at: each.mergedAt,
          applied_at: each.appliedAt,
          verified_at: each.verifiedAt,
          state: each.state,
          since: each.since,
          again: each.again,
          severity: each.severity,
          control: each.control,
          team: each.team,
        })),
      )
      .execute();
}

/** An owner's journeys; null for all owners', which only the operator's own counts may ask for. */
export async function journeysOf(
  db: Database,
  owner: Owner | null,
): Promise<readonly (StoredJourney & { readonly repository: string | null })[]> {
  let query = db.selectFrom('journeys').selectAll();
  if (owner !== null) query = query.where('owner', '=', owner);
  const rows = await query.execute();
  return rows.map((row) => ({
    repository: row.repository === '' ? null : row.repository,
    finding: row.finding,
    foundAt: row.found_at,
    proposedAt: row.proposed_at,
    mergedAt: row.merged_at,
    appliedAt: row.applied_at,
    verifiedAt: row.verified_at,
    state: row.state,
    since: row.since,
    again: row.again,
    severity: row.severity,
    control: row.control,
    team: row.team,
  }));
}
