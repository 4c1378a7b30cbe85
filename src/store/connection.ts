import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import { messageOf, OutsideError } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import { lockDataDirectory } from './data-directory-lock.ts';
import type { Tables } from './tables.ts';

/** Where the store is. */
export interface StoreLocation {
  /** A PostgreSQL server; null for the embedded one. Secret. */
  readonly databaseUrl: string | null;
  /** The directory of the embedded one. */
  readonly dataDirectory: string;
}

/** An open database, and how pg-boss reaches the same one. */
export interface Connection {
  /** Whether this process has the database for itself. */
  readonly embedded: boolean;
  readonly db: Kysely<Tables>;
  readonly bossOptions: ConstructorOptions;
  close(): Promise<void>;
}

/** PostgreSQL's type number of `bigint`: the drivers disagree on what it becomes; here it is a number. */
const BIGINT = 20;

/** Opens the database. Fails with a UserError (the directory is taken) or an OutsideError. */
export async function openConnection(location: StoreLocation, log: Log): Promise<Connection> {
  return location.databaseUrl === null
    ? openEmbedded(location.dataDirectory)
    : openServer(location.databaseUrl, log);
}

async function openEmbedded(directory: string): Promise<Connection> {
  const lock = lockDataDirectory(directory);
  try {
    const pglite = await PGlite.create(join(directory, 'pgdata'), {
      parsers: { [BIGINT]: Number },
    });
    return {
      embedded: true,
      db: new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) }),
      bossOptions: { db: fromPglite(pglite), backend: 'pglite' },
      close: async () => {
        if (!pglite.closed) await pglite.close();
        lock.release();
      },
    };
  } catch (thrown) {
    lock.release();
    throw new OutsideError(
      `The embedded store in ${directory} cannot be opened: ${messageOf(thrown)}`,
      { retryable: false, cause: thrown },
    );
  }
}

async function openServer(databaseUrl: string, log: Log): Promise<Connection> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'sprinkler',
    max: 10,
    connectionTimeoutMillis: 5000,
    statement_timeout: 60_000,
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === BIGINT ? Number : pg.types.getTypeParser(type, format),
    },
  });
  // A connection that breaks is replaced by the pool, and what used it fails; unheard, the event would
  // end the process. The pool tells of idle ones only.
  const broke = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  pool.on('error', broke);
  pool.on('connect', (client) => client.on('error', broke));
  try {
    await pool.query('select 1');
  } catch (thrown) {
    await pool.end();
    throw new OutsideError(`DATABASE_URL: the database does not answer: ${messageOf(thrown)}`, {
      retryable: true,
      cause: thrown,
    });
  }
  return {
    embedded: false,
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    bossOptions: { connectionString: databaseUrl, application_name: 'sprinkler-queue', max: 5 },
    close: () => pool.end(),
  };
}
