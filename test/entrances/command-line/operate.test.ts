import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../src/entrances/command-line/program.ts';
import { UserError } from '../../../src/foundation/errors.ts';
import { createLog } from '../../../src/foundation/log.ts';
import { JOB_KINDS, keepHouse } from '../../../src/jobs/kinds.ts';
import { openStore } from '../../../src/store/store.ts';
import { createKeys, startSimulator } from '../../github-simulator/simulator.ts';
import { postgresDatabases, type TestDatabases } from '../../store/databases.ts';
import { until } from '../../support/app.ts';
import { caller } from '../../support/caller.ts';

const main = join(import.meta.dirname, '../../../src/main.ts');

let databases: TestDatabases;
beforeAll(async () => {
  databases = await postgresDatabases();
}, 120_000);
afterAll(() => databases.stop());

describe('dead letters', () => {
  test('are listed with their reason, and tried again', async () => {
    const location = await databases.fresh();
    const store = await openStore(location, { jobs: JOB_KINDS, log: createLog('silent') });
    let isMended = false;
    const ran: boolean[] = [];
    await store.queue.work(
      keepHouse,
      async () => {
        ran.push(isMended);
        if (!isMended) throw new UserError('The roof leaks: mend it.');
      },
      1,
    );
    await store.queue.enqueue(keepHouse, { owner: 'acme' });
    await until(async () => (await store.queue.deadLetters(1)).length === 1, 'it was given up');

    const environment = { DATABASE_URL: location.databaseUrl ?? '' };
    const list = { ...caller(), environment };
    expect(await runCommandLine(list, ['dead-letters', 'list'])).toBe(0);
    expect(list.printed()).toMatch(/keep-house +acme +1 tries .*The roof leaks: mend it\./);

    isMended = true;
    const retry = { ...caller(), environment };
    expect(await runCommandLine(retry, ['dead-letters', 'retry'])).toBe(0);
    expect(retry.printed()).toBe('1 job is tried again.\n');
    await until(() => ran.at(-1) === true, 'it ran again');
    await store.close(0);
  }, 60_000);

  test('with an id that is none are the user’s error', async () => {
    const user = caller({});
    expect(await runCommandLine(user, ['dead-letters', 'retry', 'all'])).toBe(2);
    expect(user.complained()).toContain('"all" is no id of a dead letter');
  });
});

test('wrong credentials stop the start with one line that names the variables', async () => {
  const simulator = await startSimulator();
  const child = spawn(process.execPath, [main, 'serve'], {
    env: {
      APP_ID: String(simulator.app.id),
      PRIVATE_KEY: createKeys().privateKey,
      WEBHOOK_SECRET: 'secret',
      GITHUB_API_URL: simulator.url,
      SPRINKLER_DATA_DIR: '/nowhere',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  child.stderr.on('data', (data: Buffer) => lines.push(data.toString('utf8')));
  const [code] = await once(child, 'exit');
  expect(code).toBe(2);
  expect(lines.join('')).toMatch(/^sprinkler: .*APP_ID and PRIVATE_KEY.*\n$/);
  await simulator.close();
}, 60_000);
