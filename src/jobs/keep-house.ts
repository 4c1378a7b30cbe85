import type { Clock } from '../foundation/clock.ts';
import type { Owner } from '../model/owner.ts';
import { forgetDeliveries } from '../store/deliveries.ts';
import { forgetUnusedBlobs } from '../store/repository-index.ts';
import { forgetOld } from '../store/retention.ts';
import type { Database } from '../store/tables.ts';

const DAY = 86_400_000;
/** GitHub lets a delivery be sent again for three days; a week is on the safe side. */
const KEEP_DELIVERIES = 7 * DAY;
/** A year, and a month to look back at it. */
const KEEP_HISTORY = 400 * DAY;

/** Forgets what no longer serves: old deliveries, blobs that no file has any more, and what ended long ago. */
export async function keepHouseOf(db: Database, owner: Owner, clock: Clock): Promise<void> {
  const now = clock.now().getTime();
  await forgetDeliveries(db, owner, new Date(now - KEEP_DELIVERIES));
  await forgetUnusedBlobs(db, owner);
  await forgetOld(db, owner, new Date(now - KEEP_HISTORY));
}
