import { cpSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { syncInstallation } from '../../src/jobs/kinds.ts';
import { changesOf } from '../../src/store/changes.ts';
import { countOutcomes } from '../../src/store/outcomes.ts';
import { post, type TestService } from '../entrances/service.ts';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

const BUCKETS = ['acme-one', 'acme-two', 'acme-three'];

let databases: TestDatabases;
let simulator: Simulator;
let repository: Repository;

beforeAll(async () => {
  databases = await embeddedDatabases();
  simulator = await startSimulator();
  simulator.person('alice');
  const files = BUCKETS.map((bucket) => [`${bucket}.tf`, bucketCode(bucket)] as const);
  repository = await simulator.repository(
    'acme/infra',
    { '.github/sprinkler.yml': CONFIG, ...Object.fromEntries(files) },
    { collaborators: { alice: 'admin' } },
  );
  simulator.install('acme', [repository]);
});
afterAll(async () => {
  await simulator.close();
  await databases.stop();
});

async function act(number: number, kind: 'merge' | 'close'): Promise<void> {
  const at = `${simulator.url}/repos/acme/infra/pulls/${number}`;
  const [method, url, body] =
    kind === 'merge' ? ['PUT', `${at}/merge`, '{}'] : ['PATCH', at, '{"state":"closed"}'];
  const headers = { authorization: 'token ghp_alice', 'content-type': 'application/json' };
  expect((await fetch(url, { method, headers, body })).status).toBe(200);
}

async function statesIn({ store }: TestService): Promise<Record<string, string>> {
  const changes = await changesOf(store.db, 'acme', 'infra');
  return Object.fromEntries(changes.map(({ number, state }) => [String(number), state]));
}

async function comesTo(app: TestService, states: Record<string, string>): Promise<void> {
  const wanted = JSON.stringify(states);
  const isSo = async () => JSON.stringify(await statesIn(app)) === wanted;
  await until(isSo, `the changes were ${wanted}`, 60_000);
  await settled(app, 60_000);
}

test('a store from an old backup learns from GitHub what happened since, and does nothing twice', async () => {
  const location = await databases.fresh();
  const backup = await databases.fresh();
  let app = await startApp(simulator, location);
  await post(app.url, [bucketFinding('acme-one')]);
  await comesTo(app, { 1: 'open' });
  await post(app.url, [bucketFinding('acme-two')]);
  await comesTo(app, { 1: 'open', 2: 'open' });
  await app.service.stop();
  cpSync(location.dataDirectory, backup.dataDirectory, { recursive: true });

  app = await startApp(simulator, location);
  await act(1, 'merge');
  await act(2, 'close');
  await post(app.url, [bucketFinding('acme-three')]);
  await comesTo(app, { 1: 'merged', 2: 'declined', 3: 'open' });
  const outcomes = await countOutcomes(app.store.db, 'acme');
  await app.service.stop();

  app = await startApp(simulator, backup);
  // Whoever sends findings sends them again, as they do.
  await post(
    app.url,
    BUCKETS.map((bucket) => bucketFinding(bucket)),
  );
  await comesTo(app, { 1: 'merged', 2: 'declined', 3: 'open' });
  expect(await countOutcomes(app.store.db, 'acme')).toEqual(outcomes);
  expect(repository.issues.size).toBe(3);
  expect(await app.store.queue.deadLetters(10)).toEqual([]);

  // The same holds of webhooks that are lost for good: what is scheduled finds out.
  simulator.webhooks.target = null;
  await act(3, 'merge');
  const scheduled = await sql<{ name: string }>`
    select name from pgboss.schedule where data->>'owner' = 'acme' order by name`.execute(
    app.store.db,
  );
  expect(scheduled.rows.map(({ name }) => name)).toContain(syncInstallation.name);
  await app.store.queue.enqueue(syncInstallation, { owner: 'acme' });
  await comesTo(app, { 1: 'merged', 2: 'declined', 3: 'merged' });
  await app.service.stop();
}, 240_000);
