import { afterAll, beforeAll, expect, test } from 'vitest';
import { weeklyIssue } from '../../src/jobs/follow-up/kinds.ts';
import { changesOf } from '../../src/store/changes.ts';
import { eventsOf } from '../../src/store/events.ts';
import { repositoriesOf } from '../../src/store/repositories.ts';
import { operator, post } from '../entrances/service.ts';
import { startChecked } from '../github/world.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await embeddedDatabases();
}, 120_000);
afterAll(() => databases.stop());

/** GitHub's times have seconds: what comes after this is later there, too. */
async function nextSecond(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1_100));
}

test('merged, applied by a deployment, verified, and back again by a commit of a person: each is told', async () => {
  const simulator = await startChecked();
  const repository = await simulator.repository(
    'acme/infra',
    {
      'main.tf': bucketCode('acme-assets'),
      '.github/sprinkler.yml': `${CONFIG}apply-environments: [production]\n`,
    },
    { collaborators: { alice: 'admin', mallory: 'write' }, private: true },
  );
  simulator.install('acme', [repository]);
  const token = simulator.person('alice');
  const acme = operator.owners.get('acme');
  if (acme === undefined) throw new Error('the test operator has no acme');
  const owners = new Map([['acme', { ...acme, weeklyIssue: 'infra' }]]);
  const app = await startApp(simulator, await databases.fresh(), { operator: { owners } });
  const { db, queue } = app.store;
  const says = (status: 'failed' | 'passed') =>
    post(app.url, [
      { ...bucketFinding('acme-assets'), status, updatedAt: new Date().toISOString() },
    ]);
  const stateOf = async (number: number) =>
    (await changesOf(db, 'acme', 'infra', { number }))[0]?.state;
  const steps = async () =>
    (await eventsOf(db, 'acme', { limit: 1000 })).filter(({ kind }) =>
      kind.startsWith('remediation.'),
    );
  const reaches = (state: string) =>
    until(
      async () => (await steps()).at(-1)?.kind === `remediation.${state}`,
      `the remediation was ${state}`,
    );

  await says('failed');
  await until(async () => (await stateOf(1)) === 'open', 'the pull request was opened');
  await nextSecond();
  const earlier = (await simulator.branch(repository, 'main')) ?? '';
  const merge = await fetch(`${simulator.url}/repos/acme/infra/pulls/1/merge`, {
    method: 'PUT',
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(merge.status).toBe(200);
  await reaches('merged');
  const main = (await simulator.branch(repository, 'main')) ?? '';
  const merged = repository.issues.get(1)?.pull?.mergedAt ?? '';
  const told = (await steps()).find(({ kind }) => kind === 'remediation.merged');
  expect(told?.at).toEqual(new Date(merged));

  // Of another environment, failed, and of a commit without the merge: none of them is an apply.
  await simulator.deploy(repository, main, 'staging');
  await simulator.deploy(repository, main, 'production', 'failure');
  await simulator.deploy(repository, earlier, 'production');
  await simulator.deploy(repository, '0'.repeat(40), 'production');
  await settled(app);
  expect((await steps()).at(-1)?.kind).toBe('remediation.merged');
  await simulator.deploy(repository, main, 'production');
  await reaches('applied');
  expect((await steps()).at(-1)?.data).toEqual({ from: 'merged', by: 'deployment' });
  await says('passed');
  await reaches('verified');

  await nextSecond();
  const code = { 'main.tf': bucketCode('acme-assets') };
  const pushed = await simulator.push(repository, 'main', code, 'mallory');
  await until(async () => {
    const [known] = await repositoriesOf(db, 'acme');
    return known?.indexedCommit === pushed;
  }, 'the push was indexed');
  await says('failed');
  const comments = () => repository.issues.get(1)?.comments.map(({ body }) => body) ?? [];
  await until(() => comments().some((body) => body.includes('It came back')), 'it was told');
  const comment = comments().find((body) => body.includes('It came back')) ?? '';
  expect(comment).toContain('The code is vulnerable again.');
  expect(comment).toMatch(/by `mallory`, \d{4}-\d\d-\d\d/);
  expect(comment.match(/ by `/g), comment).toHaveLength(1);

  await queue.enqueue(weeklyIssue, { owner: 'acme' });
  const weekly = () =>
    [...repository.issues.values()].find(({ title }) =>
      title.startsWith('Cloud security findings'),
    );
  await until(() => weekly() !== undefined, 'the weekly issue was written');
  expect(weekly()?.body).toContain('| found → verified |');
  await queue.enqueue(weeklyIssue, { owner: 'acme' });
  await settled(app);
  const all = [...repository.issues.values()].filter(({ title }) => title === weekly()?.title);
  expect(all).toHaveLength(1);

  await app.service.stop();
  const { violations } = simulator;
  await simulator.close();
  expect(violations).toEqual([]);
}, 120_000);
