import { sql } from 'kysely';
import { type Connection, openConnection, type StoreLocation } from './connection.ts';
import { migrate } from './migrate.ts';
import { openQueue } from './queue/open-queue.ts';
import type { OpenQueue, QueueOptions } from './queue/pg-boss-queue.ts';
import type { Database } from './tables.ts';

/** The open store: what is known, and what is still to be done. */
export interface Store {
  readonly db: Database;
  readonly queue: OpenQueue;
  /** Resolves while the database and its queue answer; rejects otherwise. */
  ping(): Promise<void>;
  /** Waits up to `graceMilliseconds` for running jobs, then closes. */
  close(graceMilliseconds?: number): Promise<void>;
}

/**
 * Opens the store, brings its tables up to date and opens its queue. Fails with a UserError (the
 * directory is in use) or an OutsideError (the database does not answer).
 */
export async function openStore(
  location: StoreLocation,
  options: Omit<QueueOptions, 'connection'>,
): Promise<Store> {
  const connection = await openConnection(location, options.log);
  try {
    await migrate(connection.db);
    const queue = await openQueue({ ...options, connection });
    return storeOn(connection, queue);
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
}

function storeOn(connection: Connection, queue: OpenQueue): Store {
  return {
    db: connection.db,
    queue,
    ping: async () => {
      await sql`select 1 from pgboss.version`.execute(connection.db);
    },
    close: async (graceMilliseconds = 25_000) => {
      await queue.close(graceMilliseconds);
      await connection.close();
    },
  };
}
