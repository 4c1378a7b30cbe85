import type { Clock } from '../foundation/clock.ts';
import type { Owner } from '../model/owner.ts';
import { forgetDeliveries } from '../store/deliveries.ts';
import { forgetUnusedBlobs } from '../store/repository-index.ts';
import type { Database } from '../store/tables.ts';

const DAY = 86_400_000;
/** GitHub lets a delivery be sent again for three days; a week is on the safe side. */
const KEEP_DELIVERIES = 7 * DAY;

/** Forgets what no longer serves: old deliveries, and blobs that no file has any more. */
export async function keepHouseOf(db: Database, owner: Owner, clock: Clock): Promise<void> {
  await forgetDeliveries(db, owner, new Date(clock.now().getTime() - KEEP_DELIVERIES));
  await forgetUnusedBlobs(db, owner);
}
