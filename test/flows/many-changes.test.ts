import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../src/foundation/log.ts';
import { openConnection } from '../../src/store/connection.ts';
import { countOutcomes } from '../../src/store/outcomes.ts';
import type { Database } from '../../src/store/tables.ts';
import { post } from '../entrances/service.ts';
import type { FaultKind } from '../github-simulator/faults.ts';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { postgresDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, startApp, until } from '../support/app.ts';
import { startProcess } from './processes.ts';

const REPOSITORIES = 4;
/** How many changes each test has; `FLOW_CHANGES` sets another number for a run by hand. */
const CHANGES = Number(process.env.FLOW_CHANGES ?? 10);
/** With the faults: so many findings, several of each change. */
const FINDINGS = Math.max(1, Math.round(200 / CHANGES)) * CHANGES;
const PATIENCE = 120_000 + CHANGES * 2_000;

let databases: TestDatabases;
beforeAll(async () => {
  databases = await postgresDatabases();
}, 120_000);
afterAll(() => databases.stop());

const bucketsOf = (repository: number) =>
  Array.from({ length: CHANGES }, (_, index) => index)
    .filter((index) => index % REPOSITORIES === repository)
    .map((index) => `acme-bucket-${index}`);

async function startWorld(): Promise<{ simulator: Simulator; repositories: Repository[] }> {
  const simulator = await startSimulator();
  simulator.limits.writesPerMinute = Number.POSITIVE_INFINITY;
  simulator.limits.requestsPerHour = Number.POSITIVE_INFINITY;
  const repositories: Repository[] = [];
  for (let number = 0; number < REPOSITORIES; number++)
    repositories.push(
      await simulator.repository(`acme/infra-${number}`, {
        '.github/sprinkler.yml': CONFIG,
        ...Object.fromEntries(
          bucketsOf(number).map((bucket) => [`${bucket}/main.tf`, bucketCode(bucket)]),
        ),
      }),
    );
  simulator.install('acme', repositories);
  return { simulator, repositories };
}

/** As many findings of each bucket as wanted, each with an id of its own. */
function findings(perBucket: number) {
  return Array.from({ length: CHANGES * perBucket }, (_, index) => ({
    ...bucketFinding(`acme-bucket-${index % CHANGES}`),
    id: `finding-${index}`,
  }));
}

const finished = (repositories: readonly Repository[]) =>
  repositories
    .flatMap(({ issues }) => [...issues.values()])
    .filter(({ labels }) => labels.has('sprinkler'));

/** Has a job that failed several times in a row wait two seconds for its next turn, and not minutes. */
async function shortenWaits(db: Database): Promise<void> {
  await sql`
    update pgboss.job set start_after = now() + interval '2 seconds'
    where state = 'retry' and start_after > now() + interval '2 seconds'`.execute(db);
}

function expectEachOnce(repositories: readonly Repository[]): void {
  for (const [number, { issues }] of repositories.entries()) {
    const heads = [...issues.values()].map(({ pull }) => pull?.head);
    expect(heads).toHaveLength(bucketsOf(number).length);
    expect(new Set(heads).size).toBe(heads.length);
  }
}

test(
  'with a fifth of GitHub’s answers faulty every change is delivered, and none twice',
  async () => {
    const { simulator, repositories } = await startWorld();
    const app = await startApp(simulator, await databases.fresh());
    const kinds: FaultKind[] = [
      'server-error',
      'html-502',
      'secondary-limit',
      'not-found',
      'lost-request',
      'lost-response',
    ];
    simulator.faults.atRandom(0.2, kinds, 11);
    await post(app.url, findings(FINDINGS / CHANGES));
    const isDone = async () => {
      await shortenWaits(app.store.db);
      return finished(repositories).length === CHANGES;
    };
    await until(isDone, 'all were delivered', PATIENCE);
    simulator.faults.clear();
    expectEachOnce(repositories);
    expect(await countOutcomes(app.store.db, 'acme')).toEqual(new Map([['fixed', FINDINGS]]));
    expect(await app.store.queue.deadLetters(10)).toEqual([]);
    await app.service.stop();
    await simulator.close();
  },
  PATIENCE + 60_000,
);

test(
  'two processes on PostgreSQL share the changes, and none is done twice',
  async () => {
    const { simulator, repositories } = await startWorld();
    const location = await databases.fresh();
    const one = await startProcess(simulator, location);
    const other = await startProcess(simulator, location);
    await post(one.url, findings(1));
    await until(() => finished(repositories).length === CHANGES, 'all were delivered', PATIENCE);
    expectEachOnce(repositories);
    const opened = ({ logged }: typeof one) =>
      logged.filter((line) => line.includes('"action":"open"'));
    await until(
      () => opened(one).length + opened(other).length === CHANGES,
      'each was opened once',
    );
    expect(opened(one).length).toBeGreaterThan(0);
    expect(opened(other).length).toBeGreaterThan(0);
    const connection = await openConnection(location, createLog('silent'));
    expect(await countOutcomes(connection.db, 'acme')).toEqual(new Map([['fixed', CHANGES]]));
    await connection.close();
    await one.kill();
    await other.kill();
    await simulator.close();
  },
  PATIENCE + 60_000,
);
