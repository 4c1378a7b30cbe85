import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../../src/foundation/log.ts';
import type { StoreLocation } from '../../src/store/connection.ts';
import { lockDataDirectory } from '../../src/store/data-directory-lock.ts';
import { pendingFindings, storeFindings } from '../../src/store/findings.ts';
import { openStore } from '../../src/store/store.ts';
import {
  embeddedDatabases,
  type PostgresServer,
  startPostgres,
  type TestDatabases,
} from './databases.ts';
import { finding, numberJob } from './samples.ts';

const log = createLog('silent');
const job = numberJob();
const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => void child.kill('SIGKILL')));

async function hangingWorker(location: StoreLocation): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'hanging-worker.ts'),
      location.databaseUrl ?? '-',
      location.dataDirectory,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  children.push(child);
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Opens the store again and waits until the job of the killed worker is done: by which attempt. */
async function untilDoneAgain(location: StoreLocation): Promise<{ attempt: number }> {
  const store = await openStore(location, { jobs: [job], log, heartbeatSeconds: 10 });
  try {
    return await new Promise((resolve) => {
      void store.queue.work(job, async ({ attempt }) => resolve({ attempt }), 1);
    });
  } finally {
    await store.close(5000);
  }
}

describe('the embedded store', () => {
  let databases: TestDatabases;
  beforeAll(async () => {
    databases = await embeddedDatabases();
  });
  afterAll(() => databases.stop());

  test('serves one process; the second is told which, and a killed one is replaced and its job done', async () => {
    const location = await databases.fresh();
    const child = await hangingWorker(location);
    await expect(openStore(location, { jobs: [], log })).rejects.toThrow(
      `is in use by process ${child.pid}`,
    );
    await killed(child);
    const started = performance.now();
    expect(await untilDoneAgain(location)).toEqual({ attempt: 2 });
    // The only process there is need not wait for the heartbeat of the one before.
    expect(performance.now() - started).toBeLessThan(25_000);
  });

  test('a claim of a process that is gone, or of another with the same id, is taken over', async () => {
    const { dataDirectory } = await databases.fresh();
    mkdirSync(dataDirectory, { recursive: true });
    for (const claim of ['999999999 5', `${process.ppid} not-its-start`, `${process.pid} x`, '']) {
      writeFileSync(join(dataDirectory, 'sprinkler.pid'), claim);
      lockDataDirectory(dataDirectory).release();
    }
    const lock = lockDataDirectory(dataDirectory);
    expect(() => lockDataDirectory(join(dataDirectory, 'sprinkler.pid', 'x'))).toThrow(
      /^SPRINKLER_DATA_DIR: cannot/,
    );
    lock.release();
  });
});

describe('PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  test('the job of a killed worker comes back when its heartbeat stops, and goes on when the database was away', async () => {
    const location = { databaseUrl: server.url, dataDirectory: '/nowhere' };
    await killed(await hangingWorker(location));
    expect(await untilDoneAgain(location)).toEqual({ attempt: 2 });

    const store = await openStore(location, { jobs: [job], log });
    const done: number[] = [];
    await store.queue.work(job, async ({ payload }) => void done.push(payload.n), 2);
    await server.pause();
    await expect(store.ping()).rejects.toThrow();
    await expect(store.queue.enqueue(job, { owner: 'o', n: 2 })).rejects.toThrow();
    await server.resume();
    await expect
      .poll(
        () =>
          store.ping().then(
            () => 'up',
            () => 'down',
          ),
        { timeout: 10_000 },
      )
      .toBe('up');
    await store.queue.enqueue(job, { owner: 'o', n: 3 });
    await expect.poll(() => done, { timeout: 15_000 }).toEqual([3]);
    expect(await storeFindings(store.db, 'o', [finding()], new Date())).toMatchObject({
      accepted: 1,
    });
    await store.close(1000);
  }, 90_000);

  test('a connection that breaks within a transaction fails that transaction, and nothing else', async () => {
    const location = { databaseUrl: server.url, dataDirectory: '/nowhere' };
    const store = await openStore(location, { jobs: [job], log });
    const cutOff = store.db.transaction().execute(async (transaction) => {
      await storeFindings(transaction, 'cut', [finding()], new Date());
      const own = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await sql`select pg_terminate_backend(${own.rows[0]?.pid})`.execute(store.db);
      // Unheard, the news would end the process now.
      await sleep(200);
      await storeFindings(transaction, 'cut', [finding({ id: 'f2' })], new Date());
    });
    await expect(cutOff).rejects.toThrow();
    expect(await pendingFindings(store.db, 'cut', 9)).toEqual([]);
    await store.close(1000);
  });

  test('two workers share jobs, none done twice; one that waits is not taken before what relies on it is committed', async () => {
    const location = { databaseUrl: server.url, dataDirectory: '/nowhere' };
    const wish = numberJob({ name: 'wish', turns: 'one-waiting-one-running' });
    const shared = numberJob({ name: 'shared' });
    const jobs = [job, wish, shared];
    const stores = [
      await openStore(location, { jobs, log }),
      await openStore(location, { jobs, log }),
    ] as const;
    const done: number[] = [];
    for (let n = 0; n < 100; n++) await stores[0].queue.enqueue(shared, { owner: 'o', n });
    for (const { queue } of stores) {
      await queue.work(shared, async ({ payload }) => void done.push(payload.n), 2);
    }
    await expect.poll(() => done.length, { timeout: 20_000 }).toBe(100);
    expect(new Set(done).size).toBe(100);

    const seen: number[] = [];
    await stores[0].queue.enqueue(wish, { owner: 'wishes', n: 1 });
    await stores[0].db.transaction().execute(async (transaction) => {
      await storeFindings(transaction, 'wishes', [finding()], new Date());
      expect(await stores[0].queue.enqueue(wish, { owner: 'wishes', n: 2 }, { transaction })).toBe(
        false,
      );
      await stores[1].queue.work(
        wish,
        async () => void seen.push((await pendingFindings(stores[1].db, 'wishes', 9)).length),
        1,
      );
      await sleep(1000);
      expect(seen).toEqual([]);
    });
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual([1]);
    for (const store of stores) await store.close(1000);
  }, 60_000);

  test('a database that does not answer names the variable and not the password', async () => {
    const location = {
      databaseUrl: 'postgres://someone:hunter2@127.0.0.1:1/none',
      dataDirectory: '/nowhere',
    };
    const refused = openStore(location, { jobs: [], log });
    await expect(refused).rejects.toThrow(/^DATABASE_URL: the database does not answer/);
    await expect(refused).rejects.toThrow(expect.not.stringContaining('hunter2'));
  });
});
