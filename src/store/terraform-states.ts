import { isDeepStrictEqual } from 'node:util';
import type { Owner } from '../model/owner.ts';
import type { StateObjectName, StateResource, TerraformState } from '../model/terraform-state.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** A state as it was last read. */
export interface ReadState extends StateObjectName {
  /** What changes when the object does; null when S3 does not tell. */
  readonly version: string | null;
}

/** Which states of an owner were read, in which version, and when they last said something new. */
export async function knownStates(
  db: Database,
  owner: Owner,
): Promise<readonly (ReadState & { readonly changedAt: Date })[]> {
  return db
    .selectFrom('terraform_states')
    .select(['bucket', 'key', 'version', 'changed_at as changedAt'])
    .where('owner', '=', owner)
    .orderBy('bucket')
    .orderBy('key')
    .execute();
}

/** Replaces what one state says. Says whether that is anything new. */
export async function saveState(
  db: Database,
  owner: Owner,
  { bucket, key, version }: ReadState,
  resources: readonly StateResource[],
  at: Date,
): Promise<boolean> {
  const before = await stateQuery(db, owner)
    .where('bucket', '=', bucket)
    .where('key', '=', key)
    .executeTakeFirst();
  const text = storableJson(resources);
  const isSame = isDeepStrictEqual(before?.resources, JSON.parse(text));
  const row = isSame ? { version } : { version, resources: text, changed_at: at };
  await db
    .insertInto('terraform_states')
    .values({ owner, bucket, key, version, resources: text, changed_at: at })
    .onConflict((conflict) => conflict.columns(['owner', 'bucket', 'key']).doUpdateSet(row))
    .execute();
  return !isSame;
}

/** Forgets a state that is there no more. Says whether it had said anything. */
export async function forgetState(
  db: Database,
  owner: Owner,
  { bucket, key }: StateObjectName,
): Promise<boolean> {
  const gone = await db
    .deleteFrom('terraform_states')
    .where('owner', '=', owner)
    .where('bucket', '=', bucket)
    .where('key', '=', key)
    .returning('resources')
    .executeTakeFirst();
  return gone !== undefined && gone.resources.length > 0;
}

/** Everything that an owner's states say. */
export async function statesOf(db: Database, owner: Owner): Promise<readonly TerraformState[]> {
  const rows = await stateQuery(db, owner).orderBy('bucket').orderBy('key').execute();
  return rows.map(({ bucket, key, resources }) => ({ object: { bucket, key }, resources }));
}

function stateQuery(db: Database, owner: Owner) {
  return db
    .selectFrom('terraform_states')
    .select(['bucket', 'key', 'resources'])
    .where('owner', '=', owner);
}
