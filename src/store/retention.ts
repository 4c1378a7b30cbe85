import { sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import type { Database } from './tables.ts';

/** The most rows of one statement: upkeep must not keep others waiting. */
const AT_ONCE = 5_000;

/**
 * Forgets what an owner's findings and pull requests said before a time, and those that ended before it.
 * What still fails, is followed, waits or was declined by a person stays, however old it is. Each
 * statement stands for itself: cut off, the next run goes on. Gives the number of rows.
 */
export async function forgetOld(db: Database, owner: Owner, before: Date): Promise<number> {
  let rows = 0;
  for (const forget of [
    forgetEvents,
    forgetHistory,
    forgetFollowUps,
    forgetFindings,
    forgetChanges,
  ])
    for (let some = AT_ONCE; some === AT_ONCE; rows += some) some = await forget(db, owner, before);
  return rows;
}

async function forgetEvents(db: Database, owner: Owner, before: Date): Promise<number> {
  return counted(
    db,
    sql`delete from events where seq in (
      select seq from events where owner = ${owner} and at < ${before} limit ${AT_ONCE})
      returning 1`,
  );
}

/** No finding loses its last entry. */
async function forgetHistory(db: Database, owner: Owner, before: Date): Promise<number> {
  return counted(
    db,
    sql`delete from finding_history where ctid in (
      select old.ctid from finding_history as old
      where old.owner = ${owner} and old.at < ${before} and exists (
        select from finding_history as later
        where later.owner = old.owner and later.key = old.key and later.at > old.at)
      limit ${AT_ONCE})
      returning 1`,
  );
}

/** Remediations of which nothing is expected, whose findings are all closed since then, with their journeys. */
async function forgetFollowUps(db: Database, owner: Owner, before: Date): Promise<number> {
  return counted(
    db,
    sql`with ended as (
      select repository, fingerprint from follow_ups as followed
      where owner = ${owner} and not changed and recheck_at is null
        and exists (${links()}) and not exists (${links()} and not exists (
          select from evaluations as last
          where last.owner = link.owner and last.key = link.finding and ${closedBefore(before)}))
        and not exists (
          select from change_fingerprints as carried
          join changes using (owner, repository) where changes.id = carried.change
            and carried.owner = followed.owner and carried.repository = followed.repository
            and carried.fingerprint = followed.fingerprint and changes.state in ('planned', 'open'))
      limit ${AT_ONCE} for update skip locked
    ), journeys_of as (${ofEnded('journeys', owner)}), events_of as (${ofEnded('follow_up_events', owner)}),
    links_of as (${ofEnded('follow_up_findings', owner)}), states_of as (${ofEnded('remediations', owner)})
    ${ofEnded('follow_ups', owner)} returning 1`,
  );
}

function links() {
  return sql`select from follow_up_findings as link
    where link.owner = followed.owner and link.repository = followed.repository
      and link.fingerprint = followed.fingerprint`;
}

function ofEnded(table: string, owner: Owner) {
  return sql`delete from ${sql.table(table)} as gone using ended where gone.owner = ${owner}
    and gone.repository = ended.repository and gone.fingerprint = ended.fingerprint`;
}

/** Findings that were closed, and that no remediation is about. */
async function forgetFindings(db: Database, owner: Owner, before: Date): Promise<number> {
  const ofClosed = (table: string) =>
    sql`delete from ${sql.table(table)} as gone using closed
      where gone.owner = ${owner} and gone.key = closed.key`;
  return counted(
    db,
    sql`with closed as (
      select last.key from evaluations as last join findings using (owner, key)
      where last.owner = ${owner} and ${closedBefore(before)} and not findings.pending
        and findings.received_at < ${before} and not exists (
          select from follow_up_findings as link
          where link.owner = last.owner and link.finding = last.key)
      limit ${AT_ONCE} for update skip locked
    ), histories as (${ofClosed('finding_history')}), outcomes_of as (${ofClosed('outcomes')}),
    evaluations_of as (${ofClosed('evaluations')})
    ${ofClosed('findings')} returning 1`,
  );
}

function closedBefore(before: Date) {
  return sql`last.seen_at < ${before} and (last.status = 'passed' or last.closure is not null)`;
}

/** Pull requests that were merged, or that we closed. What a person declined is not proposed again: it stays. */
async function forgetChanges(db: Database, owner: Owner, before: Date): Promise<number> {
  return counted(
    db,
    sql`delete from changes where (owner, repository, id) in (
      select owner, repository, id from changes
      where owner = ${owner} and state in ('merged', 'closed') and closed_at < ${before}
      limit ${AT_ONCE})
      returning 1`,
  );
}

async function counted(db: Database, statement: ReturnType<typeof sql>): Promise<number> {
  return (await statement.execute(db)).rows.length;
}
