import type { Json } from '../foundation/json.ts';
import type { Owner } from '../model/owner.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** How far a source was read; null before the first time. Whoever wrote it checks its shape. */
export async function cursorOf(db: Database, owner: Owner, source: string): Promise<unknown> {
  const row = await db
    .selectFrom('cursors')
    .select('position')
    .where('owner', '=', owner)
    .where('source', '=', source)
    .executeTakeFirst();
  return row?.position ?? null;
}

/** Moves a cursor. Do it in the transaction that stores what was read up to there. */
export async function saveCursor(
  db: Database,
  owner: Owner,
  source: string,
  position: Json,
  at: Date,
): Promise<void> {
  const row = { position: storableJson(position), updated_at: at };
  await db
    .insertInto('cursors')
    .values({ owner, source, ...row })
    .onConflict((conflict) => conflict.columns(['owner', 'source']).doUpdateSet(row))
    .execute();
}
