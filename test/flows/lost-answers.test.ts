import { afterAll, beforeAll, test } from 'vitest';
import { post } from '../entrances/service.ts';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

const LABELS = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';

let databases: TestDatabases;
let simulator: Simulator;
let repository: Repository;

beforeAll(async () => {
  databases = await embeddedDatabases();
  simulator = await startSimulator();
  const files = { '.github/sprinkler.yml': CONFIG, 'main.tf': bucketCode('acme-words') };
  repository = await simulator.repository('acme/infra', files);
  simulator.install('acme', [repository]);
});
afterAll(async () => {
  await simulator.close();
  await databases.stop();
});

test('the words of a pull request are ours to change, though the attempt that opened it was cut off', async () => {
  const app = await startApp(simulator, await databases.fresh());
  // The pull request is there; what comes after it fails for longer than the client's own patience.
  simulator.faults.plan({ kind: 'server-error', on: LABELS, times: 4 });
  const first = bucketFinding('acme-words');
  await post(app.url, [first]);
  await until(
    () => repository.issues.get(1)?.labels.has('sprinkler') === true,
    'it was finished',
    60_000,
  );
  await settled(app);
  const before = repository.issues.get(1)?.body;
  await post(app.url, [{ ...first, id: 'another', title: 'Another finding says so' }]);
  await until(
    () => repository.issues.get(1)?.body?.includes('Another finding says so') === true,
    `the pull request named both findings; it said ${before}`,
    60_000,
  );
  await app.service.stop();
}, 180_000);
