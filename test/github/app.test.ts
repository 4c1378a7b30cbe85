import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/foundation/clock.ts';
import { UserError } from '../../src/foundation/errors.ts';
import { createLog } from '../../src/foundation/log.ts';
import { GitHubApp } from '../../src/github/app.ts';
import { reportCheck } from '../../src/github/checks.ts';
import { readFile } from '../../src/github/files.ts';
import { closeIssue, keepIssue } from '../../src/github/issues.ts';
import { ownerFileReader } from '../../src/github/owner-files.ts';
import { readHead, readRepository } from '../../src/github/repository.ts';
import { createKeys, type Simulator } from '../github-simulator/simulator.ts';
import { appOf, startChecked } from './world.ts';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startChecked();
});

afterEach(async () => {
  const { violations } = simulator;
  await simulator.close();
  expect(violations).toEqual([]);
});

async function twoOwners() {
  const acme = await simulator.repository('acme/infra', { 'a.tf': '# acme\n' });
  const other = await simulator.repository('acme/other', { 'a.tf': '# other\n' });
  const rival = await simulator.repository('rival/infra', { 'a.tf': '# rival\n' });
  const { id: ofAcme } = simulator.install('acme', [acme, other]);
  const { id: ofRival } = simulator.install('rival', [rival]);
  return { acme, other, rival, ofAcme, ofRival };
}

describe('the app', () => {
  test('knows who it is, and asks once', async () => {
    const app = appOf(simulator);
    expect(await app.identity()).toMatchObject({ slug: 'sprinkler', login: 'sprinkler[bot]' });
    await app.identity();
    expect(simulator.calls.map(({ template }) => template)).toEqual(['GET /app']);
  });

  test('with another key is told which variables to look at', async () => {
    const app = new GitHubApp({
      appId: String(simulator.app.id),
      privateKey: createKeys().privateKey,
      apiUrl: simulator.url,
      log: createLog('silent'),
      clock: systemClock,
    });
    await expect(app.identity()).rejects.toThrow(UserError);
    await expect(app.identity()).rejects.toThrow('APP_ID and PRIVATE_KEY');
  });

  test('lists the same repositories again when nothing has changed', async () => {
    const { ofAcme } = await twoOwners();
    const app = appOf(simulator);
    const first = await app.repositories(ofAcme);
    expect(first).toHaveLength(2);
    expect(await app.repositories(ofAcme)).toEqual(first);
    expect(simulator.calls.at(-1)?.status).toBe(304);
  });

  test('lists installations and their repositories, over several pages', async () => {
    const repositories = await Promise.all(
      Array.from({ length: 103 }, (_, index) => simulator.repository(`acme/r${index}`, {})),
    );
    const { id } = simulator.install('acme', repositories);
    const app = appOf(simulator);
    expect(await app.installations()).toMatchObject([{ id, owner: 'acme', suspended: false }]);
    expect(await app.repositories(id)).toHaveLength(103);
  });

  test('finds deliveries that failed and has them sent again', async () => {
    await twoOwners();
    await simulator.webhooks.settled();
    const app = appOf(simulator);
    const deliveries = await app.deliveriesSince(new Date(Date.now() - 60_000));
    expect(deliveries.map(({ event, statusCode }) => [event, statusCode])).toEqual([
      ['installation', 0],
      ['installation', 0],
    ]);
    await app.redeliver(deliveries[0]?.id ?? 0);
    const guids = simulator.webhooks.deliveries.map(({ guid }) => guid);
    expect(guids.filter((guid) => guid === deliveries[0]?.guid)).toHaveLength(2);
    expect(await app.deliveriesSince(new Date(Date.now() + 60_000))).toEqual([]);
  });

  test('does not wait for ever', async () => {
    simulator.faults.plan({ kind: 'slow', on: 'GET /app', times: 4 });
    const app = appOf(simulator, { timeout: 50 });
    await expect(app.identity()).rejects.toMatchObject({ kind: 'unavailable', retryable: true });
  });

  test('reads the files of one owner, wherever it may', async () => {
    const { ofAcme } = await twoOwners();
    await simulator.repository('acme/hidden', { 'a.tf': '# not installed\n' });
    const read = ownerFileReader(appOf(simulator), ofAcme, 'acme');
    expect(await read('other', 'a.tf')).toBe('# other\n');
    expect(await read('other', 'b.tf')).toBeNull();
    expect(await read('hidden', 'a.tf')).toBeNull();
    expect(await read('.github', 'a.tf')).toBeNull();
  });

  test('speaks to an Enterprise Server below its prefix', async () => {
    const { acme, ofAcme } = await twoOwners();
    const app = appOf(simulator, { apiUrl: `${simulator.url}/api/v3/` });
    const ref = { installationId: ofAcme, owner: 'acme', name: 'infra', id: acme.id };
    expect(await readFile(await app.repository(ref, 'read'), 'a.tf')).toBe('# acme\n');
  });
});

describe('the token of a job', () => {
  test('covers one repository and what the job may do, and nothing else', async () => {
    const { acme, ofAcme } = await twoOwners();
    const ref = { installationId: ofAcme, owner: 'acme', name: 'infra', id: acme.id };
    await readRepository(await appOf(simulator).repository(ref, 'read'));
    const [token] = simulator.state.tokens.values();
    expect([...(token?.repositories ?? [])]).toEqual([acme.id]);
    expect(token?.permissions).toEqual({
      metadata: 'read',
      contents: 'read',
      pull_requests: 'read',
    });
  });

  test('reaches neither another owner nor another repository of the same owner', async () => {
    const { acme, ofAcme } = await twoOwners();
    const ref = { installationId: ofAcme, owner: 'acme', name: 'infra', id: acme.id };
    const client = await appOf(simulator).repository(ref, 'deliver');
    for (const [owner, name] of [
      ['rival', 'infra'],
      ['acme', 'other'],
    ] as const) {
      await expect(readRepository({ ...client, owner, name })).rejects.toMatchObject({
        kind: 'missing',
      });
      expect(await readFile({ ...client, owner, name }, 'a.tf')).toBeNull();
    }
  });

  test('for a repository of another owner is not given', async () => {
    const { rival, ofAcme } = await twoOwners();
    const ref = { installationId: ofAcme, owner: 'rival', name: 'infra', id: rival.id };
    const client = await appOf(simulator).repository(ref, 'read');
    await expect(readRepository(client)).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('is asked for by name where the id is not known', async () => {
    const { ofAcme } = await twoOwners();
    const ref = { installationId: ofAcme, owner: 'acme', name: 'other', id: null };
    expect(await readFile(await appOf(simulator).repository(ref, 'read'), 'a.tf')).toBe(
      '# other\n',
    );
  });

  test('without a permission that the owner has not granted says which answer that was', async () => {
    const repository = await simulator.repository('acme/infra', { 'a.tf': '#\n' });
    const { id } = simulator.install('acme', [repository], { metadata: 'read', contents: 'read' });
    const ref = { installationId: id, owner: 'acme', name: 'infra', id: repository.id };
    const client = await appOf(simulator).repository(ref, 'deliver');
    await expect(readRepository(client)).rejects.toThrow('permissions requested are not granted');
  });
});

describe('issues and checks', () => {
  async function issues() {
    const { acme, ofAcme } = await twoOwners();
    const ref = { installationId: ofAcme, owner: 'acme', name: 'infra', id: acme.id };
    return { acme, ref, client: await appOf(simulator).repository(ref, 'issues') };
  }

  test('one issue is kept, brought up to date, and closed', async () => {
    const { acme, client } = await issues();
    const title = 'The configuration is not valid';
    expect(await keepIssue(client, 'sprinkler', { title, body: 'line 3' })).toMatchObject({
      number: 1,
      created: true,
    });
    expect(await keepIssue(client, 'sprinkler', { title, body: 'line 4' })).toMatchObject({
      number: 1,
      created: false,
    });
    expect(acme.issues.get(1)?.body).toBe('line 4');
    expect(await closeIssue(client, 'sprinkler', title)).toBe(true);
    expect(await closeIssue(client, 'sprinkler', title)).toBe(false);
    expect(acme.issues.get(1)?.state).toBe('closed');
  });

  test('an issue of the same title by a person is not taken over', async () => {
    const { acme, client } = await issues();
    acme.collaborators.set('alice', 'admin');
    const title = 'The configuration is not valid';
    await fetch(`${simulator.url}/repos/acme/infra/issues`, {
      method: 'POST',
      body: JSON.stringify({ title, body: 'mine', labels: ['sprinkler'] }),
      headers: { authorization: `token ${simulator.person('alice')}` },
    });
    expect(await keepIssue(client, 'sprinkler', { title, body: 'ours' })).toMatchObject({
      number: 2,
    });
    expect(acme.issues.get(1)?.body).toBe('mine');
  });

  test('a check is reported on a commit', async () => {
    const { acme, ref, client } = await issues();
    const reader = await appOf(simulator).repository(ref, 'read');
    const commit = (await readHead(reader, 'main'))?.commit ?? '';
    const check = { name: 'sprinkler', commit, conclusion: 'failure', title: 'a', summary: 'b' };
    await expect(reportCheck(client, { ...check, conclusion: 'failure' })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const checks = await appOf(simulator).repository(ref, 'checks');
    await reportCheck(checks, { ...check, conclusion: 'failure' });
    expect([...acme.checks.values()]).toMatchObject([{ headSha: commit, conclusion: 'failure' }]);
  });
});
