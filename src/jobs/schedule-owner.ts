import type { Owner } from '../model/owner.ts';
import type { JobQueue } from '../store/queue/job-queue.ts';
import { keepHouse, syncInstallation } from './kinds.ts';

/** What is done for an owner again and again, whoever asks. Calling it again changes nothing. */
export async function scheduleOwner(queue: JobQueue, owner: Owner): Promise<void> {
  await queue.schedule(keepHouse, '17 3 * * *', { owner });
  // What GitHub told and nobody heard, or what an old backup of the store does not know.
  await queue.schedule(syncInstallation, '47 */6 * * *', { owner });
}
