import { sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** As much of a resource in Terraform state as may be kept: a state holds secrets, these four do not. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly id: string;
  readonly arn: string | null;
}

/** Replaces what one state (its location) says. Call it in a transaction. */
export async function saveStateResources(
  db: Database,
  owner: Owner,
  location: string,
  resources: readonly StateResource[],
): Promise<void> {
  await db
    .deleteFrom('state_resources')
    .where('owner', '=', owner)
    .where('location', '=', location)
    .execute();
  await sql`
    insert into state_resources (owner, location, address, type, id, arn)
    select ${owner}, ${location}, address, type, id, arn
    from jsonb_to_recordset(${storableJson(resources)}::text::jsonb)
      as row(address text, type text, id text, arn text)`.execute(db);
}

/** The resources of all of an owner's states that have this ARN or id. */
export async function stateResourcesNamed(
  db: Database,
  owner: Owner,
  arnOrId: string,
): Promise<readonly (StateResource & { readonly location: string })[]> {
  return db
    .selectFrom('state_resources')
    .select(['location', 'address', 'type', 'id', 'arn'])
    .where('owner', '=', owner)
    .where(({ or, eb }) => or([eb('id', '=', arnOrId), eb('arn', '=', arnOrId)]))
    .orderBy('location')
    .orderBy('address')
    .execute();
}
