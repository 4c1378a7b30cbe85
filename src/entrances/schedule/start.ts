import type { OperatorConfig } from '../../config/operator/config.ts';
import { scheduleOwner } from '../../jobs/schedule-owner.ts';
import { scheduleSources } from '../../jobs/sources/run.ts';
import { installedOwners } from '../../store/owners.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import type { Database } from '../../store/tables.ts';

/** At start: every owner that is known has its schedules. One that comes later gets them with its installation. */
export async function startSchedules(
  db: Database,
  queue: JobQueue,
  operator: OperatorConfig,
): Promise<void> {
  const installed = (await installedOwners(db)).map(({ owner }) => owner);
  for (const owner of new Set([...operator.owners.keys(), ...installed])) {
    await scheduleOwner(queue, owner);
  }
  for (const owner of operator.owners.values()) await scheduleSources(queue, owner);
}
