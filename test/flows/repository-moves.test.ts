import { afterAll, beforeAll, expect, test } from 'vitest';
import { changesOf } from '../../src/store/changes.ts';
import { ownerNamed } from '../../src/store/owners.ts';
import { repositoriesOf } from '../../src/store/repositories.ts';
import { post } from '../entrances/service.ts';
import { startChecked } from '../github/world.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await embeddedDatabases();
}, 120_000);
afterAll(() => databases.stop());

/** The app with one repository of acme's, whose first finding has a pull request. */
async function proposed() {
  const simulator = await startChecked();
  const repository = await simulator.repository(
    'acme/infra',
    { 'main.tf': bucketCode('acme-assets'), '.github/sprinkler.yml': CONFIG },
    { collaborators: { alice: 'admin' } },
  );
  const installation = simulator.install('acme', [repository]);
  const app = await startApp(simulator, await databases.fresh());
  const { db } = app.store;
  const openIn = async (name: string, owner = 'acme') =>
    (await changesOf(db, owner, name, { states: ['open'] })).map(({ number }) => number);
  const namesOf = async (owner: string) =>
    (await repositoriesOf(db, owner)).map(({ name }) => name);
  await post(app.url, [bucketFinding('acme-assets')]);
  await until(async () => (await openIn('infra')).includes(1), 'the pull request was opened');
  await settled(app);
  const end = async () => {
    await app.service.stop();
    const { violations } = simulator;
    await simulator.close();
    expect(violations).toEqual([]);
  };
  return { simulator, repository, installation, app, db, openIn, namesOf, end };
}

test('a renamed repository keeps its pull request, and gets the next under its new name', async () => {
  const { simulator, repository, app, openIn, namesOf, end } = await proposed();
  simulator.rename(repository, 'platform');
  await until(async () => (await namesOf('acme')).join() === 'platform', 'the name was learnt');
  await settled(app);
  expect(await openIn('platform')).toEqual([1]);
  await simulator.push(repository, 'main', { 'later.tf': bucketCode('acme-later') }, 'alice');
  await post(app.url, [bucketFinding('acme-later')]);
  await until(async () => (await openIn('platform')).includes(2), 'the second one was opened');
  await settled(app);
  expect(repository.issues.size).toBe(2);
  await end();
}, 120_000);

test('a repository that is given away is forgotten by its old owner, and the new one starts afresh', async () => {
  const { simulator, repository, app, openIn, namesOf, end } = await proposed();
  const own = await simulator.repository('globex/own', { 'README.md': 'Ours.\n' });
  simulator.install('globex', [own]);
  await until(async () => (await namesOf('globex')).join() === 'own', 'globex was known');
  simulator.transfer(repository, simulator.organisation('globex'));
  await until(async () => (await namesOf('acme')).length === 0, 'acme had forgotten it');
  await until(async () => (await namesOf('globex')).includes('infra'), 'globex had it');
  await settled(app);
  await simulator.push(repository, 'main', { 'later.tf': bucketCode('acme-later') }, 'alice');
  await post(app.url, [bucketFinding('acme-later')]);
  await settled(app);
  // The findings are acme's, and so was the pull request: nothing of either is globex's.
  expect(await openIn('infra', 'globex')).toEqual([]);
  expect(repository.issues.size).toBe(1);
  await end();
}, 120_000);

test('a suspended installation is left alone, and what was found meanwhile is proposed when it goes on', async () => {
  const { simulator, repository, installation, app, db, openIn, end } = await proposed();
  simulator.suspend(installation, true);
  await until(
    async () => (await ownerNamed(db, 'acme'))?.suspended === true,
    'the suspension was learnt',
  );
  await simulator.push(repository, 'main', { 'later.tf': bucketCode('acme-later') }, 'alice');
  const calls = simulator.calls.length;
  const answer = await post(app.url, [bucketFinding('acme-later')]);
  expect(answer.status).toBe(202);
  await settled(app);
  expect(simulator.calls.slice(calls).map(({ template }) => template)).toEqual([]);
  expect(repository.issues.size).toBe(1);
  simulator.suspend(installation, false);
  await until(async () => (await openIn('infra')).includes(2), 'the second one was opened');
  await end();
}, 120_000);
