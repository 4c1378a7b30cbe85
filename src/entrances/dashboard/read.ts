import type { Finding } from '../../model/finding.ts';
import { changesOfOwner, type StoredChange } from '../../store/changes.ts';
import { countOutcomes, unmanagedFindings } from '../../store/outcomes.ts';
import { type InstalledOwner, installedOwners } from '../../store/owners.ts';
import type { DeadLetter, JobQueue, QueueDepth } from '../../store/queue/job-queue.ts';
import { repositoriesOf, type StoredRepository } from '../../store/repositories.ts';
import type { Database } from '../../store/tables.ts';

/** What the dashboard shows of one owner. */
export interface OwnerOverview extends InstalledOwner {
  readonly outcomes: ReadonlyMap<string, number>;
  readonly repositories: readonly StoredRepository[];
  /** Those that are open or wait. */
  readonly changes: readonly StoredChange[];
  /** Findings about resources that no code makes, the most severe first. */
  readonly unmanaged: readonly Finding[];
}

export interface Overview {
  readonly owners: readonly OwnerOverview[];
  readonly depths: readonly QueueDepth[];
  readonly deadLetters: readonly DeadLetter[];
}

const SHOWN = 50;

/** Reads what the operator wants to see at a glance. */
export async function readOverview(db: Database, queue: JobQueue): Promise<Overview> {
  const owners: OwnerOverview[] = [];
  for (const installed of await installedOwners(db)) {
    const { owner } = installed;
    owners.push({
      ...installed,
      outcomes: await countOutcomes(db, owner),
      repositories: await repositoriesOf(db, owner),
      changes: await changesOfOwner(db, owner, ['planned', 'open'], SHOWN),
      unmanaged: await unmanagedFindings(db, owner, SHOWN),
    });
  }
  return { owners, depths: await queue.depths(), deadLetters: await queue.deadLetters(SHOWN) };
}
