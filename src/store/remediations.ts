import { sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { appendEvents } from './events.ts';
import { type RemediationKey, remediationKeys, remediationName } from './remediation-key.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** The removal of one root cause in one repository. */
export interface Remediation extends RemediationKey {
  /** A state of the state machine (pipeline/follow-up). */
  readonly state: string;
  readonly template: string;
  readonly address: string;
  /** What the jobs keep with it (plain JSON): finding keys, the change. */
  readonly data: unknown;
}

/** A remediation with its new state. */
export interface NewRemediation extends Remediation {
  readonly at: Date;
  /** What the event of a new state says besides. */
  readonly details?: object;
}

/** Stores remediations, each once; a new state is an event. Call it in a transaction. */
export async function saveRemediations(
  db: Database,
  owner: Owner,
  remediations: readonly NewRemediation[],
): Promise<void> {
  const known = await remediationsOf(db, owner, remediations);
  const before = new Map(known.map((each) => [remediationName(each), each.state]));
  const rows = remediations.map(({ details: _, ...row }) => ({ ...row, data: row.data ?? null }));
  await sql`
    insert into remediations
      (owner, repository, fingerprint, state, template, address, updated_at, data)
    select ${owner}, repository, fingerprint, state, template, address, at, coalesce(data, 'null')
    from jsonb_to_recordset(${storableJson(rows)}::text::jsonb) as given(repository text,
      fingerprint text, state text, template text, address text, at timestamptz, data jsonb)
    order by repository, fingerprint
    on conflict (owner, repository, fingerprint) do update set state = excluded.state,
      template = excluded.template, address = excluded.address, updated_at = excluded.updated_at,
      data = excluded.data`.execute(db);
  const changed = remediations.flatMap(({ repository, fingerprint, state, at, details }) => {
    const from = before.get(remediationName({ repository, fingerprint })) ?? null;
    const data = { from, ...details };
    return from === state
      ? []
      : [{ at, kind: `remediation.${state}`, repository, fingerprint, data }];
  });
  await appendEvents(db, owner, changed);
}

/** These remediations, as far as they are there. */
export async function remediationsOf(
  db: Database,
  owner: Owner,
  remediations: readonly RemediationKey[],
): Promise<readonly Remediation[]> {
  const { rows } = await sql<Remediation>`
    select repository, fingerprint, state, template, address, data
    from ${remediationKeys(remediations)} join remediations using (repository, fingerprint)
    where owner = ${owner} order by repository, fingerprint`.execute(db);
  return rows;
}
