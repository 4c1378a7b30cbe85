import { sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** Which remediation. The repository is empty while none is known. */
export interface RemediationKey {
  readonly repository: string;
  readonly fingerprint: string;
}

/** Something that happened to a remediation; the identity says when it is the same again. */
export interface StoredFollowUpEvent {
  readonly identity: string;
  /** Plain JSON. */
  readonly event: unknown;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** A remediation that is followed, and what was concluded last. */
export interface StoredFollowUp extends RemediationKey, RemediationSubject {
  readonly transitions: unknown;
  readonly done: readonly string[];
}

/** What a remediation is about; empty where it is not known. */
export interface RemediationSubject {
  readonly template: string;
  readonly address: string;
}

/** Follows a remediation and the findings that it would remove. Without a subject the known one stays. */
export async function followRemediation(
  db: Database,
  owner: Owner,
  { repository, fingerprint }: RemediationKey,
  findings: readonly string[],
  subject: RemediationSubject | null,
): Promise<void> {
  const { template, address } = subject ?? { template: '', address: '' };
  const key = { owner, repository, fingerprint };
  await db
    .insertInto('follow_ups')
    .values({ ...key, template, address, changed: true, transitions: '[]', done: '[]' })
    .onConflict((conflict) => {
      const known = conflict.columns(['owner', 'repository', 'fingerprint']);
      return subject === null ? known.doNothing() : known.doUpdateSet({ template, address });
    })
    .execute();
  if (findings.length === 0) return;
  await db
    .insertInto('follow_up_findings')
    .values([...new Set(findings)].map((finding) => ({ owner, finding, repository, fingerprint })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Stops following: another remediation has taken the findings over. */
export async function forgetFollowUp(
  db: Database,
  owner: Owner,
  { repository, fingerprint }: RemediationKey,
): Promise<void> {
  for (const table of ['journeys', 'follow_up_events', 'follow_up_findings', 'follow_ups'] as const)
    await db
      .deleteFrom(table)
      .where('owner', '=', owner)
      .where('repository', '=', repository)
      .where('fingerprint', '=', fingerprint)
      .execute();
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

/** Writes down what happened; the same again only moves when it was seen. The remediation is looked at again. */
export async function addFollowUpEvents(
  db: Database,
  owner: Owner,
  { repository, fingerprint }: RemediationKey,
  events: readonly StoredFollowUpEvent[],
): Promise<void> {
  for (const { identity, event, firstSeen, lastSeen } of events)
    await db
      .insertInto('follow_up_events')
      .values({
        owner,
        repository,
        fingerprint,
        identity,
        event: storableJson(event),
        first_seen: firstSeen,
        last_seen: lastSeen,
      })
      .onConflict((conflict) =>
        conflict.columns(['owner', 'repository', 'fingerprint', 'identity']).doUpdateSet({
          first_seen: sql`least(follow_up_events.first_seen, excluded.first_seen)`,
          last_seen: sql`greatest(follow_up_events.last_seen, excluded.last_seen)`,
        }),
      )
      .execute();
  await db
    .updateTable('follow_ups')
    .set({ changed: true })
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .where('fingerprint', '=', fingerprint)
    .execute();
}

/** Everything that happened to a remediation. */
export async function followUpEvents(
  db: Database,
  owner: Owner,
  { repository, fingerprint }: RemediationKey,
): Promise<readonly StoredFollowUpEvent[]> {
  const rows = await db
    .selectFrom('follow_up_events')
    .select(['identity', 'event', 'first_seen', 'last_seen'])
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .where('fingerprint', '=', fingerprint)
    .execute();
  return rows.map((row) => ({
    identity: row.identity,
    event: row.event,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
  }));
}

/** The keys of a remediation's findings. */
export async function findingsOfFollowUp(
  db: Database,
  owner: Owner,
  { repository, fingerprint }: RemediationKey,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('follow_up_findings')
    .select('finding')
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .where('fingerprint', '=', fingerprint)
    .orderBy('finding')
    .execute();
  return rows.map(({ finding }) => finding);
}

/**
 * Takes a remediation to look at: one to which something happened, else null. Another process takes
 * another one. Call it in the transaction that ends with `concludeFollowUp`.
 */
export async function takeChangedFollowUp(
  db: Database,
  owner: Owner,
): Promise<StoredFollowUp | null> {
  const row = await db
    .selectFrom('follow_ups')
    .select(['repository', 'fingerprint', 'template', 'address', 'transitions', 'done'])
    .where('owner', '=', owner)
    .where('changed', '=', true)
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ?? null;
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

/** Stores what was concluded of a remediation. */
export async function concludeFollowUp(
  db: Database,
  owner: Owner,
  {
    repository,
    fingerprint,
    transitions,
    done,
  }: Pick<StoredFollowUp, 'repository' | 'fingerprint' | 'transitions' | 'done'>,
  recheckAt: Date | null,
): Promise<void> {
  await db
    .updateTable('follow_ups')
    .set({
      changed: false,
      recheck_at: recheckAt,
      transitions: storableJson(transitions),
      done: storableJson(done),
    })
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .where('fingerprint', '=', fingerprint)
    .execute();
}

/** Its sources are asked again later: what cannot be asked must not stand before what can. */
export async function deferRecheck(
  db: Database,
  owner: Owner,
  { repository, fingerprint }: RemediationKey,
  until: Date,
): Promise<void> {
  await db
    .updateTable('follow_ups')
    .set({ recheck_at: until })
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .where('fingerprint', '=', fingerprint)
    .execute();
}
