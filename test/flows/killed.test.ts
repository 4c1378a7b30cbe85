import { afterAll, beforeAll, expect, test } from 'vitest';
import { post } from '../entrances/service.ts';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, until } from '../support/app.ts';
import { type AppProcess, startProcess } from './processes.ts';

/** The process dies when this request arrives; GitHub acts upon it, or not. */
const STEPS = [
  ['GET /repos/{owner}/{repo}/pulls', 'GitHub acts'],
  ['POST /repos/{owner}/{repo}/git/trees', 'GitHub acts'],
  ['POST /repos/{owner}/{repo}/git/commits', 'GitHub acts'],
  ['POST /repos/{owner}/{repo}/git/refs', 'GitHub acts'],
  ['POST /repos/{owner}/{repo}/pulls', 'the request is lost'],
  ['POST /repos/{owner}/{repo}/pulls', 'GitHub acts'],
  ['POST /repos/{owner}/{repo}/issues/{issue_number}/labels', 'GitHub acts'],
] as const;

let databases: TestDatabases;
let simulator: Simulator;
let repository: Repository;
let app: AppProcess;

beforeAll(async () => {
  databases = await embeddedDatabases();
  simulator = await startSimulator();
  repository = await simulator.repository('acme/infra', {
    '.github/sprinkler.yml': CONFIG,
    ...Object.fromEntries(STEPS.map((_, step) => [`s${step}.tf`, bucketCode(`acme-step-${step}`)])),
  });
  simulator.install('acme', [repository]);
});

afterAll(async () => {
  await app.kill();
  await simulator.close();
  await databases.stop();
});

test('killed at each step of a delivery and started again: one pull request each, and no finding lost', async () => {
  const location = await databases.fresh();
  app = await startProcess(simulator, location);
  const usual = simulator.faults.for.bind(simulator.faults);
  for (const [step, [at, how]] of STEPS.entries()) {
    const dead = new Promise<void>((resolve) => {
      simulator.faults.for = (template) => {
        if (template !== at) return usual(template);
        simulator.faults.for = usual;
        void app.kill().then(resolve);
        return how === 'GitHub acts' ? usual(template) : 'lost-request';
      };
    });
    await post(app.url, [bucketFinding(`acme-step-${step}`)]);
    await dead;
    app = await startProcess(simulator, location);
    const isDone = () => [...repository.issues.values()][step]?.labels.has('sprinkler') === true;
    await until(isDone, `the change was delivered after a death at ${at}`, 60_000);
  }
  const heads = [...repository.issues.values()].map(({ pull }) => pull?.head);
  expect(heads).toHaveLength(STEPS.length);
  expect(new Set(heads).size).toBe(STEPS.length);
}, 300_000);
