import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import { postgresDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, CONFIG } from '../support/app.ts';
import { ingestUnderKills } from './ingest-under-kills.ts';

let databases: TestDatabases;
let simulator: Simulator;

beforeAll(async () => {
  databases = await postgresDatabases();
  simulator = await startSimulator();
  const files = { '.github/sprinkler.yml': CONFIG, 'main.tf': bucketCode('acme-load-7') };
  simulator.install('acme', [await simulator.repository('acme/infra', files)]);
}, 120_000);
afterAll(async () => {
  await simulator.close();
  await databases.stop();
});

test('what was acknowledged is there once, however often the process is killed while it comes', async () => {
  const trial = { findings: 3_000, batch: 100, kills: 3, seed: 7, work: false };
  const { stored, accepted } = await ingestUnderKills(simulator, await databases.fresh(), trial);
  expect(stored).toMatchObject({ findings: 3_000, ids: 3_000, history: 3_000, evaluations: 3_000 });
  expect(accepted).toBeLessThanOrEqual(3_000);
}, 120_000);
