import type { Owner } from '../model/owner.ts';
import type { Database } from './tables.ts';

/** One of GitHub's webhook deliveries, verified. */
export interface Delivery {
  /** GitHub's GUID; a redelivery has the same. */
  readonly id: string;
  readonly owner: Owner;
  readonly event: string;
  readonly action: string | null;
  /** The body as it was signed: JSON text. */
  readonly payload: string;
}

/** Stores a delivery; false when it is known already and nothing is to be done. */
export async function storeDelivery(db: Database, delivery: Delivery, at: Date): Promise<boolean> {
  const result = await db
    .insertInto('deliveries')
    .values({ ...delivery, received_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) > 0;
}

/** A stored delivery of this owner; null when it is not there (any more). */
export async function deliveryById(
  db: Database,
  owner: Owner,
  id: string,
): Promise<Delivery | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['id', 'owner', 'event', 'action', 'payload'])
    .where('owner', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Forgets an owner's deliveries that were received before this time. */
export async function forgetDeliveries(db: Database, owner: Owner, before: Date): Promise<number> {
  const result = await db
    .deleteFrom('deliveries')
    .where('owner', '=', owner)
    .where('received_at', '<', before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
