import { sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { type RemediationKey, remediationKeys, remediationName } from './remediation-key.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** Something that happened to a remediation; the identity says when it is the same again. */
export interface StoredFollowUpEvent {
  readonly identity: string;
  /** Plain JSON. */
  readonly event: unknown;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** An event, and whose it is. */
export interface RemediationEvent extends RemediationKey, StoredFollowUpEvent {}

/**
 * Writes down what happened to remediations that are followed; the same again only moves when it was
 * seen. They are looked at again. Call it in a transaction.
 */
export async function addFollowUpEvents(
  db: Database,
  owner: Owner,
  events: readonly RemediationEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into follow_up_events as known
      (owner, repository, fingerprint, identity, event, first_seen, last_seen)
    select ${owner}, repository, fingerprint, identity, event, "firstSeen", "lastSeen"
    from jsonb_to_recordset(${storableJson(onceEach(events))}::text::jsonb) as given(repository text,
      fingerprint text, identity text, event jsonb, "firstSeen" timestamptz, "lastSeen" timestamptz)
    order by repository, fingerprint, identity
    on conflict (owner, repository, fingerprint, identity) do update set
      first_seen = least(known.first_seen, excluded.first_seen),
      last_seen = greatest(known.last_seen, excluded.last_seen)`.execute(db);
  // Locked in the order of the keys, so that two transactions never wait for each other's rows.
  await sql`
    with locked as (
      select repository, fingerprint from ${remediationKeys(events)}
      join follow_ups using (repository, fingerprint) where owner = ${owner}
      order by repository, fingerprint for update of follow_ups)
    update follow_ups set changed = true from locked
    where follow_ups.owner = ${owner} and follow_ups.repository = locked.repository
      and follow_ups.fingerprint = locked.fingerprint`.execute(db);
}

/** Everything that happened to these remediations. */
export async function followUpEvents(
  db: Database,
  owner: Owner,
  remediations: readonly RemediationKey[],
): Promise<readonly RemediationEvent[]> {
  const { rows } = await sql<RemediationEvent>`
    select repository, fingerprint, identity, event, first_seen as "firstSeen", last_seen as "lastSeen"
    from ${remediationKeys(remediations)} join follow_up_events using (repository, fingerprint)
    where owner = ${owner}`.execute(db);
  return rows;
}

/** Forgets some of what happened. Call it in a transaction that has taken the remediations. */
export async function forgetFollowUpEvents(
  db: Database,
  owner: Owner,
  events: readonly (RemediationKey & Pick<StoredFollowUpEvent, 'identity'>)[],
): Promise<void> {
  if (events.length === 0) return;
  const keys = events.map(({ repository, fingerprint, identity }) => ({
    repository,
    fingerprint,
    identity,
  }));
  await sql`
    delete from follow_up_events as gone
    using jsonb_to_recordset(${storableJson(keys)}::text::jsonb)
      as given(repository text, fingerprint text, identity text)
    where gone.owner = ${owner} and gone.repository = given.repository
      and gone.fingerprint = given.fingerprint and gone.identity = given.identity`.execute(db);
}

/** One statement may meet a row only once. */
function onceEach(events: readonly RemediationEvent[]): readonly RemediationEvent[] {
  const known = new Map<string, RemediationEvent>();
  for (const each of events) {
    const name = JSON.stringify([remediationName(each), each.identity]);
    const other = known.get(name) ?? each;
    const firstSeen = new Date(Math.min(other.firstSeen.getTime(), each.firstSeen.getTime()));
    const lastSeen = new Date(Math.max(other.lastSeen.getTime(), each.lastSeen.getTime()));
    known.set(name, { ...other, firstSeen, lastSeen });
  }
  return [...known.values()];
}
