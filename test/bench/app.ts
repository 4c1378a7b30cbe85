import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport } from '../../src/pipeline/ingest/read-report.ts';
import { post } from '../entrances/service.ts';
import { startSimulator } from '../github-simulator/simulator.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';
import type { BenchRow } from './measure.ts';

/** What a pull request costs at the least: tree, commit, ref, pull request, label. */
const LEAST_CALLS = 5;
const ROUNDS = 5;
const BODIES = 10;
const FINDINGS = 500;

/** The app on its embedded store: calls to GitHub, the time to a pull request, and findings taken in. */
export async function measureApp(): Promise<readonly BenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'sprinkler-bench-'));
  const simulator = await startSimulator();
  const buckets = Array.from({ length: ROUNDS }, (_, index) => `acme-bench-${index}`);
  const repository = await simulator.repository('acme/infra', {
    '.github/sprinkler.yml': CONFIG,
    ...Object.fromEntries(buckets.map((bucket) => [`${bucket}/main.tf`, bucketCode(bucket)])),
  });
  simulator.install('acme', [repository]);
  const app = await startApp(simulator, { databaseUrl: null, dataDirectory: directory });
  await settled(app, 60_000);

  const before = simulator.calls.length;
  const times: number[] = [];
  for (const [index, bucket] of buckets.entries()) {
    const start = performance.now();
    await post(app.url, [bucketFinding(bucket)]);
    await until(() => repository.issues.get(index + 1)?.labels.has('sprinkler') === true, bucket);
    times.push(performance.now() - start);
    await settled(app);
  }
  const calls = (simulator.calls.length - before) / ROUNDS;
  const call = await time(async () => (await fetch(`${simulator.url}/app`)).arrayBuffer());
  const median = times.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;

  const bodies = Array.from({ length: BODIES }, (_, body) =>
    JSON.stringify(
      Array.from({ length: FINDINGS }, (_, index) => bucketFinding(`other-${body}-${index}`)),
    ),
  );
  const reading = await time(() => bodies.map((body) => readReport(body)));
  const taking = await time(async () => {
    for (const body of bodies) await post(app.url, body);
  });
  const perSecond = (milliseconds: number) => (BODIES * FINDINGS * 1000) / milliseconds;
  await app.service.stop();
  await simulator.close();
  await rm(directory, { recursive: true, force: true });
  return [
    {
      name: 'calls to GitHub for a pull request, token and all',
      figure: calls,
      unit: 'calls',
      baseline: 'writes that a pull request needs',
      ratio: calls / LEAST_CALLS,
    },
    {
      name: 'finding to pull request, GitHub simulated',
      figure: median,
      unit: 'ms',
      baseline: 'one call to the simulated GitHub',
      ratio: median / call,
    },
    {
      name: 'findings accepted over HTTP, embedded store',
      figure: perSecond(taking),
      unit: '/s',
      baseline: 'only reading the reports',
      ratio: perSecond(taking) / perSecond(reading),
    },
  ];
}

async function time(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
