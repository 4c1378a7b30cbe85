import { sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { type RemediationKey, remediationKeys, remediationName } from './remediation-key.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** What a remediation is about; empty where it is not known. */
export interface RemediationSubject {
  readonly template: string;
  readonly address: string;
}

/** A remediation that is followed, and what was concluded last. */
export interface StoredFollowUp extends RemediationKey, RemediationSubject {
  readonly transitions: unknown;
  readonly done: readonly string[];
}

/** A remediation to be followed, with the keys of findings that it would remove. */
export interface NewFollowUp extends RemediationKey, RemediationSubject {
  readonly findings: readonly string[];
}

/**
 * Follows remediations and their findings. Where one is followed already, what it is about stays unless
 * something else is given, and its findings are added. Call it in a transaction.
 */
export async function followRemediations(
  db: Database,
  owner: Owner,
  remediations: readonly NewFollowUp[],
): Promise<void> {
  const unique = [...new Map(remediations.map((each) => [remediationName(each), each])).values()];
  const subjects = unique.map(({ findings: _, ...subject }) => subject);
  // In the order of the keys, so that two transactions never wait for each other's rows.
  await sql`
    insert into follow_ups as known
      (owner, repository, fingerprint, template, address, changed, transitions, done)
    select ${owner}, repository, fingerprint, template, address, true, '[]', '[]'
    from jsonb_to_recordset(${storableJson(subjects)}::text::jsonb)
      as given(repository text, fingerprint text, template text, address text)
    order by repository, fingerprint
    on conflict (owner, repository, fingerprint) do update set
      template = coalesce(nullif(excluded.template, ''), known.template),
      address = coalesce(nullif(excluded.address, ''), known.address)`.execute(db);
  const links = remediations.flatMap(({ repository, fingerprint, findings }) =>
    findings.map((finding) => ({ repository, fingerprint, finding })),
  );
  await sql`
    insert into follow_up_findings (owner, finding, repository, fingerprint)
    select ${owner}, finding, repository, fingerprint
    from jsonb_to_recordset(${storableJson(links)}::text::jsonb)
      as given(repository text, fingerprint text, finding text)
    order by finding, repository, fingerprint
    on conflict do nothing`.execute(db);
}

/** What holds rows of a remediation that is followed. */
const FOLLOWED = [
  'journeys',
  'follow_up_events',
  'follow_up_findings',
  'follow_ups',
  'remediations',
] as const;

/** Stops following: other remediations have taken the findings over. Call it in a transaction. */
export async function forgetFollowUps(
  db: Database,
  owner: Owner,
  remediations: readonly RemediationKey[],
): Promise<void> {
  if (remediations.length === 0) return;
  for (const table of FOLLOWED)
    await sql`
      delete from ${sql.table(table)} as gone using ${remediationKeys(remediations)}
      where gone.owner = ${owner} and gone.repository = given.repository
        and gone.fingerprint = given.fingerprint`.execute(db);
}

/** A finding of a remediation, with what its source said last. */
export interface FollowedFinding extends RemediationKey {
  readonly finding: string;
  readonly status: string | null;
  readonly closure: string | null;
  /** Whether the remediation waits for the source. */
  readonly isAwaited: boolean;
}

/** The remediations that these findings belong to. */
export async function followedFindings(
  db: Database,
  owner: Owner,
  findings: readonly string[],
): Promise<readonly FollowedFinding[]> {
  return db
    .selectFrom('follow_up_findings as link')
    .innerJoin('follow_ups as followed', (join) =>
      join
        .onRef('followed.owner', '=', 'link.owner')
        .onRef('followed.repository', '=', 'link.repository')
        .onRef('followed.fingerprint', '=', 'link.fingerprint'),
    )
    .leftJoin('evaluations as last', (join) =>
      join.onRef('last.owner', '=', 'link.owner').onRef('last.key', '=', 'link.finding'),
    )
    .select(['link.finding', 'link.repository', 'link.fingerprint', 'last.status', 'last.closure'])
    .select(sql<boolean>`followed.recheck_at is not null`.as('isAwaited'))
    .where('link.owner', '=', owner)
    .where('link.finding', '=', sql<string>`any(${[...findings]}::text[])`)
    .execute();
}

/** The findings of these remediations, by their keys. */
export async function findingsOfFollowUps(
  db: Database,
  owner: Owner,
  remediations: readonly RemediationKey[],
): Promise<readonly (RemediationKey & { readonly finding: string })[]> {
  const { rows } = await sql<RemediationKey & { readonly finding: string }>`
    select repository, fingerprint, finding
    from ${remediationKeys(remediations)} join follow_up_findings using (repository, fingerprint)
    where owner = ${owner} order by finding`.execute(db);
  return rows;
}

/**
 * Takes remediations to look at: those to which something happened, so many at most. Another process
 * takes others. Call it in the transaction that ends with `concludeFollowUps`.
 */
export async function takeChangedFollowUps(
  db: Database,
  owner: Owner,
  limit: number,
): Promise<readonly StoredFollowUp[]> {
  return db
    .selectFrom('follow_ups')
    .select(['repository', 'fingerprint', 'template', 'address', 'transitions', 'done'])
    .where('owner', '=', owner)
    .where('changed', '=', true)
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Remediations whose findings' sources are to be asked again by now. */
export async function followUpsToRecheck(
  db: Database,
  owner: Owner,
  now: Date,
  limit: number,
): Promise<readonly RemediationKey[]> {
  return db
    .selectFrom('follow_ups')
    .select(['repository', 'fingerprint'])
    .where('owner', '=', owner)
    .where('recheck_at', '<=', now)
    .orderBy('recheck_at')
    .limit(limit)
    .execute();
}

/** What was concluded of a remediation. */
export interface Conclusion extends RemediationKey {
  readonly transitions: readonly string[];
  /** The keys of the actions that were done. */
  readonly done: readonly string[];
  readonly recheckAt: Date | null;
}

/** Stores what was concluded of remediations that were taken. */
export async function concludeFollowUps(
  db: Database,
  owner: Owner,
  conclusions: readonly Conclusion[],
): Promise<void> {
  await sql`
    update follow_ups set changed = false, recheck_at = given."recheckAt",
      transitions = given.transitions, done = given.done
    from jsonb_to_recordset(${storableJson(conclusions)}::text::jsonb) as given(repository text,
      fingerprint text, transitions jsonb, done jsonb, "recheckAt" timestamptz)
    where follow_ups.owner = ${owner} and follow_ups.repository = given.repository
      and follow_ups.fingerprint = given.fingerprint`.execute(db);
}

/** Their sources are asked again later: what cannot be asked must not stand before what can. */
export async function deferRechecks(
  db: Database,
  owner: Owner,
  remediations: readonly RemediationKey[],
  until: Date,
): Promise<void> {
  await sql`
    update follow_ups set recheck_at = ${until}::timestamptz
    from ${remediationKeys(remediations)}
    where follow_ups.owner = ${owner} and follow_ups.repository = given.repository
      and follow_ups.fingerprint = given.fingerprint`.execute(db);
}
