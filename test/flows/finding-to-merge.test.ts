import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changesOf } from '../../src/store/changes.ts';
import { countOutcomes, latestOutcomes } from '../../src/store/outcomes.ts';
import { post } from '../entrances/service.ts';
import { startChecked } from '../github/world.ts';
import { embeddedDatabases, postgresDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

describe.each([
  ['PGlite', embeddedDatabases],
  ['PostgreSQL', postgresDatabases],
] as const)('on %s', (_, open) => {
  let databases: TestDatabases;
  beforeAll(async () => {
    databases = await open();
  }, 120_000);
  afterAll(() => databases.stop());

  test('a finding becomes a pull request, a push heard 20 times another one, and a merge ends it', async () => {
    const simulator = await startChecked();
    const repository = await simulator.repository(
      'acme/infra',
      { 'main.tf': bucketCode('acme-assets'), '.github/sprinkler.yml': CONFIG },
      { collaborators: { alice: 'admin' } },
    );
    simulator.install('acme', [repository]);
    const token = simulator.person('alice');
    const app = await startApp(simulator, await databases.fresh());
    const { db } = app.store;

    const answer = await post(app.url, [bucketFinding('acme-assets'), bucketFinding('acme-later')]);
    expect([answer.status, await answer.json()]).toMatchObject([202, { accepted: 2 }]);
    const stateOf = async (number: number) =>
      (await changesOf(db, 'acme', 'infra', { number }))[0]?.state;
    await until(async () => (await stateOf(1)) === 'open', 'the pull request was opened');
    const first = repository.issues.get(1);
    expect(first?.title).toMatch(/^fix\(s3\): /);
    expect(await simulator.file(repository, first?.pull?.head ?? '', 'main.tf')).toContain(
      'aws_s3_bucket_public_access_block',
    );
    expect(await countOutcomes(db, 'acme')).toEqual(
      new Map([
        ['fixed', 1],
        ['unmanaged', 1],
      ]),
    );

    await simulator.push(repository, 'main', { 'later.tf': bucketCode('acme-later') }, 'alice');
    const push = simulator.webhooks.deliveries.findLast(({ event }) => event === 'push');
    if (push === undefined) throw new Error('no webhook was sent');
    for (let time = 0; time < 20; time++) simulator.webhooks.redeliver(push);
    await until(async () => (await stateOf(2)) === 'open', 'the second one was opened');
    await settled(app);
    expect(repository.issues.size).toBe(2);

    const merged = await fetch(`${simulator.url}/repos/acme/infra/pulls/1/merge`, {
      method: 'PUT',
      headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(merged.status).toBe(200);
    await until(async () => (await stateOf(1)) === 'merged', 'the merge was noticed');
    await until(async () => {
      const outcomes = await latestOutcomes(db, 'acme', 10);
      return outcomes.some(({ report }) => report.outcome === 'already-fixed');
    }, 'the code was found to be right');
    expect(repository.issues.size).toBe(2);

    await app.service.stop();
    const { violations } = simulator;
    await simulator.close();
    expect(violations).toEqual([]);
  }, 120_000);
});
