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
  let after: Place | undefined = {
    owner: owner ?? '',
    repository: '',
    fingerprint: '',
    finding: '',
    found_at: 0,
  };
  while (after !== undefined) {
    const rows = await pageAfter(db, owner, after);
    yield rows.map(journeyFrom);
    after = rows.length === PAGE ? rows.at(-1) : undefined;
  }
}

type KnownJourney = StoredJourney & { readonly repository: string | null };
type Stop = 'found_at' | 'proposed_at' | 'merged_at' | 'applied_at' | 'verified_at' | 'since';
/** Times as milliseconds: the driver takes far longer to read dates. */
type JourneyRow = Omit<Selectable<JourneysTable>, Stop> & Readonly<Record<Stop, number | null>>;
/** A place in the order of the primary key. */
type Place = Pick<JourneyRow, 'owner' | 'repository' | 'fingerprint' | 'finding' | 'found_at'>;

async function pageAfter(
  db: Database,
  owner: Owner | null,
  after: Place,
): Promise<readonly JourneyRow[]> {
  const milliseconds = (stop: Stop) =>
    sql`(extract(epoch from ${sql.ref(stop)}) * 1000)::float8 as ${sql.ref(stop)}`;
  const { rows } = await sql<JourneyRow>`
    select owner, repository, fingerprint, finding, ${milliseconds('found_at')},
      ${milliseconds('proposed_at')}, ${milliseconds('merged_at')}, ${milliseconds('applied_at')},
      ${milliseconds('verified_at')}, ${milliseconds('since')}, state, again, severity, control, team
    from journeys
    where (owner, repository, fingerprint, finding, journeys.found_at) > (${after.owner},
      ${after.repository}, ${after.fingerprint}, ${after.finding}, ${dateOf(after.found_at)})
      -- Not "=": beside it the owner's index would be read from its beginning for every page.
      ${owner === null ? sql`` : sql`and owner <= ${owner}`}
    order by owner, repository, fingerprint, finding, journeys.found_at
    limit ${PAGE}`.execute(db);
  return rows;
}

function journeyFrom(row: JourneyRow): KnownJourney {
  return {
    repository: row.repository === '' ? null : row.repository,
    finding: row.finding,
    foundAt: new Date(row.found_at ?? 0),
    proposedAt: dateOf(row.proposed_at),
    mergedAt: dateOf(row.merged_at),
    appliedAt: dateOf(row.applied_at),
    verifiedAt: dateOf(row.verified_at),
    state: row.state,
    since: new Date(row.since ?? 0),
    again: row.again,
    severity: row.severity,
    control: row.control,
    team: row.team,
  };
}

function dateOf(time: number | null): Date | null {
  return time === null ? null : new Date(time);
}
