import type { Owner } from '../model/owner.ts';
import type { JobQueue } from '../store/queue/job-queue.ts';
import { keepHouse } from './kinds.ts';

/** What is done for an owner again and again, whoever asks. Calling it again changes nothing. */
export async function scheduleOwner(queue: JobQueue, owner: Owner): Promise<void> {
  await queue.schedule(keepHouse, '17 3 * * *', { owner });
}
