import { sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { appendEvents } from './events.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** The removal of one root cause in one repository. */
export interface Remediation {
  readonly repository: string;
  readonly fingerprint: string;
  /** A state of the state machine (pipeline/follow-up). */
  readonly state: string;
  readonly template: string;
  readonly address: string;
  /** What the jobs keep with it (plain JSON): finding keys, the change. */
  readonly data: unknown;
}

/** Stores a remediation; a new state is an event, with these details. Call it in a transaction. */
export async function saveRemediation(
  db: Database,
  owner: Owner,
  remediation: Remediation,
  at: Date,
  details: object = {},
): Promise<void> {
  const { repository, fingerprint, state, template, address } = remediation;
  const before = await remediationsOf(db, owner, repository, [fingerprint]);
  const row = {
    state,
    template,
    address,
    updated_at: at,
    data: storableJson(remediation.data ?? null),
  };
  await db
    .insertInto('remediations')
    .values({ owner, repository, fingerprint, ...row })
    .onConflict((conflict) =>
      conflict.columns(['owner', 'repository', 'fingerprint']).doUpdateSet(row),
    )
    .execute();
  if (before[0]?.state === state) return;
  const data = { from: before[0]?.state ?? null, ...details };
  await appendEvents(db, owner, [
    { at, kind: `remediation.${state}`, repository, fingerprint, data },
  ]);
}

/** The remediations with these fingerprints in a repository; those that are not there are left out. */
export async function remediationsOf(
  db: Database,
  owner: Owner,
  repository: string,
  fingerprints: readonly string[],
): Promise<readonly Remediation[]> {
  return db
    .selectFrom('remediations')
    .select(['repository', 'fingerprint', 'state', 'template', 'address', 'data'])
    .where('owner', '=', owner)
    .where('repository', '=', repository)
    .where('fingerprint', '=', sql<string>`any(${[...fingerprints]}::text[])`)
    .orderBy('fingerprint')
    .execute();
}
