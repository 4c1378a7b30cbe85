import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { createLog } from '../../src/foundation/log.ts';
import { JOB_KINDS } from '../../src/jobs/kinds.ts';
import { openStore } from '../../src/store/store.ts';
import { embeddedDatabases, startPostgres } from '../store/databases.ts';
import { finding } from '../store/samples.ts';
import { post, startTestService } from './service.ts';

const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => void child.kill('SIGKILL')));

test('on SIGTERM the running job is finished, what was acknowledged is kept, and the process ends well', async () => {
  const databases = await embeddedDatabases();
  const location = await databases.fresh();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'draining-service.ts'), location.dataDirectory],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  children.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await expect.poll(() => lines.length, { timeout: 25_000 }).toBe(1);
  expect((await post(lines[0] ?? '', [finding()])).status).toBe(202);
  await expect.poll(() => lines).toContain('running');
  // While one runs, a second wish waits; it must still be there for the next process.
  expect((await post(lines[0] ?? '', [finding({ id: 'f2' })])).status).toBe(202);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(lines).toContain('done');

  const store = await openStore(location, { jobs: JOB_KINDS, log: createLog('silent') });
  const depths = await store.queue.depths();
  const running = lines.filter((line) => line === 'running').length;
  expect(depths).toContainEqual({ job: 'remediate-findings', waiting: 2 - running, running: 0 });
  await store.close(0);
  await databases.stop();
}, 60_000);

test('while the database is away findings are refused for later, and taken when it is back', async () => {
  const server = await startPostgres();
  const { service, url } = await startTestService({
    databaseUrl: server.url,
    dataDirectory: '/nowhere',
  });
  await server.pause();
  const away = await post(url, [finding()]);
  expect(away.status).toBe(503);
  expect(away.headers.get('retry-after')).toBe('30');
  expect(await away.json()).toEqual({ error: expect.stringContaining('send it again later') });
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await server.resume();
  await expect
    .poll(async () => (await post(url, [finding()])).status, { timeout: 10_000 })
    .toBe(202);
  await service.stop();
  await server.stop();
}, 60_000);

test('a port that is taken names the variable, and leaves the data directory free', async () => {
  const databases = await embeddedDatabases();
  const location = await databases.fresh();
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(startTestService(location, {}, { port })).rejects.toThrow(/^PORT: cannot listen/);
  taken.close();
  const { service } = await startTestService(location);
  await service.stop();
  await databases.stop();
}, 60_000);
