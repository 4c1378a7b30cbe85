import { type Selectable, sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { type RemediationKey, remediationKeys } from './remediation-key.ts';
import { storableJson } from './storable-json.ts';
import type { Database, JourneysTable } from './tables.ts';

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

/** Replaces the journeys of remediations by these, which are theirs. Call it in a transaction. */
export async function saveJourneys(
  db: Database,
  owner: Owner,
  remediations: readonly RemediationKey[],
  journeys: readonly (RemediationKey & StoredJourney)[],
): Promise<void> {
  await sql`
    delete from journeys as gone using ${remediationKeys(remediations)}
    where gone.owner = ${owner} and gone.repository = given.repository
      and gone.fingerprint = given.fingerprint`.execute(db);
  await sql`
    insert into journeys (owner, repository, fingerprint, finding, found_at, proposed_at, merged_at,
      applied_at, verified_at, state, since, again, severity, control, team)
    select ${owner}, repository, fingerprint, finding, "foundAt", "proposedAt", "mergedAt",
      "appliedAt", "verifiedAt", state, since, again, severity, control, team
    from jsonb_to_recordset(${storableJson(journeys)}::text::jsonb) as given(repository text,
      fingerprint text, finding text, "foundAt" timestamptz, "proposedAt" timestamptz,
      "mergedAt" timestamptz, "appliedAt" timestamptz, "verifiedAt" timestamptz, state text,
      since timestamptz, again boolean, severity text, control text, team text)`.execute(db);
}

const PAGE = 5_000;

/** An owner's journeys, page by page; null for all owners', which only the operator's own counts may ask for. */
export async function* journeysOf(
  db: Database,
  owner: Owner | null,
): AsyncGenerator<readonly KnownJourney[]> {
  let last: JourneyRow | undefined;
  do {
    const rows = await pageAfter(db, owner, last);
    yield rows.map(journeyFrom);
    last = rows.length === PAGE ? rows.at(-1) : undefined;
  } while (last !== undefined);
}

type KnownJourney = StoredJourney & { readonly repository: string | null };
type JourneyRow = Selectable<JourneysTable>;

async function pageAfter(
  db: Database,
  owner: Owner | null,
  last: JourneyRow | undefined,
): Promise<readonly JourneyRow[]> {
  let query = db
    .selectFrom('journeys')
    .selectAll()
    .orderBy('owner')
    .orderBy('repository')
    .orderBy('fingerprint')
    .orderBy('finding')
    .orderBy('found_at')
    .limit(PAGE);
  if (owner !== null) query = query.where('owner', '=', owner);
  if (last !== undefined)
    query = query.where(
      sql<boolean>`(owner, repository, fingerprint, finding, found_at) >
        (${last.owner}, ${last.repository}, ${last.fingerprint}, ${last.finding}, ${last.found_at})`,
    );
  return query.execute();
}

function journeyFrom(row: JourneyRow): KnownJourney {
  return {
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
  };
}
