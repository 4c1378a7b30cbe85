import { type Migration, Migrator } from 'kysely/migration';
import { OutsideError } from '../foundation/errors.ts';
import * as firstTables from './migrations/0001-first-tables.ts';
import * as followUp from './migrations/0002-follow-up.ts';
import * as terraformStates from './migrations/0003-terraform-states.ts';
import type { Database } from './tables.ts';

/** Every change of the tables, in order. One that was released is never edited, only followed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': { up: firstTables.up },
  '0002-follow-up': { up: followUp.up },
  '0003-terraform-states': { up: terraformStates.up },
};

/** Brings the tables up to date. Several processes may do it at once: one does the work, the others wait. */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const stuck = results?.find((result) => result.status === 'Error')?.migrationName ?? 'the first';
  throw new OutsideError(`The store's tables could not be brought up to date (${stuck}).`, {
    retryable: true,
    cause: error,
  });
}
