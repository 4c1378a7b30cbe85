import type { Owner } from '../model/owner.ts';
import type { Database, Tables } from './tables.ts';

/** An owner with the app installed. */
export interface InstalledOwner {
  readonly owner: Owner;
  readonly login: string;
  /** GitHub's id of the installation. */
  readonly installation: number;
  readonly suspended: boolean;
}

/** Stores or updates an installation. */
export async function saveOwner(db: Database, owner: InstalledOwner, at: Date): Promise<void> {
  const row = { ...owner, updated_at: at };
  await db
    .insertInto('owners')
    .values(row)
    .onConflict((conflict) => conflict.column('owner').doUpdateSet(row))
    .execute();
}

/** The installation of an owner; null without one. */
export async function ownerNamed(db: Database, owner: Owner): Promise<InstalledOwner | null> {
  const row = await db
    .selectFrom('owners')
    .select(['owner', 'login', 'installation', 'suspended'])
    .where('owner', '=', owner)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Keeps everybody else who asks for the same owner waiting until the transaction ends. False when the app is not
 * installed, or not any more.
 */
export async function holdOwner(db: Database, owner: Owner): Promise<boolean> {
  const row = await db
    .selectFrom('owners')
    .select('owner')
    .where('owner', '=', owner)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Every owner with the app installed, by name. */
export async function installedOwners(db: Database): Promise<readonly InstalledOwner[]> {
  return db
    .selectFrom('owners')
    .select(['owner', 'login', 'installation', 'suspended'])
    .orderBy('owner')
    .execute();
}

/** What an owner's rows are in; what refers to another table comes before it. */
const OWNED: readonly (keyof Tables)[] = [
  'change_fingerprints',
  'changes',
  'remediations',
  'evaluations',
  'follow_up_events',
  'follow_up_findings',
  'follow_ups',
  'journeys',
  'outcomes',
  'finding_history',
  'findings',
  'events',
  'repository_files',
  'blobs',
  'terraform_states',
  'cursors',
  'deliveries',
  'repositories',
  'owners',
];

/** Forgets everything about an owner, for an uninstallation. Jobs: see `JobQueue.purge`. Call it in a transaction. */
export async function purgeOwner(db: Database, owner: Owner): Promise<void> {
  for (const table of OWNED) await db.deleteFrom(table).where('owner', '=', owner).execute();
}
