import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../src/foundation/log.ts';
import { weeklyIssue } from '../../src/jobs/follow-up/kinds.ts';
import { operator } from '../entrances/service.ts';
import { startSimulator } from '../github-simulator/simulator.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { CONFIG, settled, startApp } from '../support/app.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await embeddedDatabases();
}, 120_000);
afterAll(() => databases.stop());

test('the weekly issue comes on Mondays while the operator wants it, and never to a public repository', async () => {
  const simulator = await startSimulator();
  const files = { '.github/sprinkler.yml': CONFIG };
  const [open, hidden] = [
    await simulator.repository('acme/site', files, { private: false }),
    await simulator.repository('acme/security', files, { private: true }),
  ];
  simulator.install('acme', [open, hidden]);
  const acme = operator.owners.get('acme');
  if (acme === undefined) throw new Error('the test operator has no acme');
  const location = await databases.fresh();
  const written: string[] = [];
  const log = createLog('warn', (line) => void written.push(line));
  const run = async (weekly: { weeklyIssue?: string }) => {
    const owners = new Map([['acme', { ...acme, ...weekly }]]);
    const app = await startApp(simulator, location, { operator: { owners }, log });
    await settled(app);
    await app.store.queue.enqueue(weeklyIssue, { owner: 'acme' });
    await settled(app);
    const { rows } = await sql<{ readonly key: string; readonly cron: string }>`
      select key, cron from pgboss.schedule where name = 'weekly-issue'`.execute(app.store.db);
    await app.service.stop();
    return rows;
  };

  expect(await run({ weeklyIssue: 'site' })).toMatchObject([{ cron: '23 5 * * 1' }]);
  expect(open.issues.size).toBe(0);
  expect(written.join('')).toContain('"reason":"it is public"');
  expect(await run({ weeklyIssue: 'elsewhere' })).toHaveLength(1);
  expect(written.join('')).toContain('"reason":"the app is not installed there"');
  await run({ weeklyIssue: 'security' });
  expect([...hidden.issues.values()].map(({ title }) => title)).toEqual([
    'Cloud security findings: how long they take',
  ]);
  expect(await run({})).toEqual([]);
  await simulator.close();
}, 120_000);
