import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliverChange } from '../../src/github/deliver-change.ts';
import { type GitHubRepository, readHead } from '../../src/github/repository.ts';
import type { DeliveryDecision } from '../../src/model/pull-request.ts';
import type { Simulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { appOf, installed, sampleDelivery, startChecked, whenFailing } from './world.ts';

const BRANCH = 'sprinkler/0123456789abcdef';
let simulator: Simulator;
let repository: Repository;
let client: GitHubRepository;

beforeEach(async () => {
  simulator = await startChecked();
  ({ repository, client } = await installed(simulator, 'acme/infra', {
    collaborators: { alice: 'admin' },
    teams: ['platform'],
  }));
});

afterEach(async () => {
  const { violations } = simulator;
  await simulator.close();
  expect(violations).toEqual([]);
});

const deliver = async (more: Parameters<typeof sampleDelivery>[1] = {}) =>
  deliverChange(client, await sampleDelivery(client, more), whenFailing);
const always = (decision: Partial<DeliveryDecision>) => () => ({
  action: 'leave' as const,
  reason: 'as the test wants it',
  comment: null,
  ...decision,
});
const pulls = () => [...repository.issues.values()].filter(({ pull }) => pull !== null);
const person = (login: string) => ({
  request: async (method: string, path: string, body: unknown) => {
    const response = await fetch(`${simulator.url}/repos/acme/infra${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { authorization: `token ${simulator.person(login)}` },
    });
    expect(response.ok).toBe(true);
  },
});

describe('a new change', () => {
  test('becomes one signed commit on one branch, one pull request, with label and reviewers', async () => {
    const delivered = await deliver({ reviewers: ['alice', 'acme/platform'] });
    expect(delivered).toMatchObject({ action: 'open', degraded: [] });
    expect(delivered.pullRequest).toMatchObject({
      number: 1,
      state: 'open',
      author: 'sprinkler[bot]',
    });
    expect(await simulator.file(repository, BRANCH, 'main.tf')).toBe('# fixed\n');
    expect(await simulator.file(repository, 'main', 'main.tf')).toBe('# vulnerable\n');
    const [pull] = pulls();
    expect([...(pull?.labels ?? [])]).toEqual(['sprinkler']);
    expect([...(pull?.pull?.reviewers ?? [])].map(({ login }) => login)).toEqual(['alice']);
    expect([...(pull?.pull?.teams ?? [])]).toEqual(['platform']);
    const { data } = await client.octokit.rest.pulls.listCommits({
      owner: 'acme',
      repo: 'infra',
      pull_number: 1,
    });
    expect(data.map(({ commit }) => commit.verification?.verified)).toEqual([true]);
  });

  test('takes 7 calls with its token, 8 with reviewers', async () => {
    const delivery = await sampleDelivery(client, { reviewers: ['alice'] });
    const ref = { installationId: 0, owner: 'acme', name: 'infra', id: repository.id };
    const [installation] = simulator.state.installations.values();
    const app = appOf(simulator);
    await app.identity();
    const fresh = await app.repository(
      { ...ref, installationId: installation?.id ?? 0 },
      'deliver',
    );
    simulator.calls.length = 0;
    await deliverChange(fresh, delivery, whenFailing);
    expect(simulator.calls.map(({ template }) => template)).toEqual([
      'POST /app/installations/{installation_id}/access_tokens',
      'GET /repos/{owner}/{repo}/pulls',
      'POST /repos/{owner}/{repo}/git/trees',
      'POST /repos/{owner}/{repo}/git/commits',
      'POST /repos/{owner}/{repo}/git/refs',
      'POST /repos/{owner}/{repo}/pulls',
      'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
      'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
    ]);
  });

  test('is opened once, however often it is delivered', async () => {
    for (const action of ['open', 'leave', 'leave']) expect((await deliver()).action).toBe(action);
    expect(pulls()).toHaveLength(1);
  });

  test('is opened once by ten workers at once', async () => {
    const delivered = await Promise.allSettled(Array.from({ length: 10 }, () => deliver()));
    // A worker may lose a race and be tried again by the queue; none opens a second one.
    expect(delivered.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(pulls()).toHaveLength(1);
    expect((await deliver()).action).toBe('leave');
    expect([...(pulls()[0]?.labels ?? [])]).toEqual(['sprinkler']);
  });

  test('keeps off a branch that a person has pushed to', async () => {
    await simulator.push(repository, BRANCH, { 'main.tf': '# mine\n' }, 'alice');
    expect(await deliver()).toMatchObject({
      action: 'wait',
      reason: expect.stringContaining('alice has pushed to the branch'),
    });
    expect(await simulator.file(repository, BRANCH, 'main.tf')).toBe('# mine\n');
    expect(pulls()).toEqual([]);
  });

  test('keeps off a pull request that a person opened from the branch', async () => {
    await simulator.push(repository, BRANCH, { 'main.tf': '# mine\n' }, 'alice');
    await person('alice').request('POST', '/pulls', { head: BRANCH, base: 'main', title: 'mine' });
    expect(await deliver()).toMatchObject({
      action: 'leave',
      reason: expect.stringContaining('#1'),
    });
    expect(pulls()[0]?.comments).toEqual([]);
  });

  test('says so when the base has it already', async () => {
    const delivery = await sampleDelivery(client);
    await simulator.push(repository, 'main', { 'other.tf': '# x\n' }, 'alice');
    const same = { ...delivery, base: (await readHead(client, 'main')) ?? delivery.base };
    await deliverChange(client, same, whenFailing);
    await person('alice').request('PUT', '/pulls/1/merge', {});
    const again = await deliverChange(client, same, whenFailing);
    expect(again).toMatchObject({ action: 'wait', pullRequest: { number: 1, state: 'merged' } });
    expect(pulls()).toHaveLength(1);
  });

  test('without drafts is opened as a normal one, and that is said', async () => {
    repository.drafts = false;
    const delivered = await deliver({ draft: true });
    expect(delivered.degraded).toEqual([expect.stringContaining('no draft')]);
    expect(pulls()[0]?.pull?.draft).toBe(false);
  });

  test('with drafts is a draft when it is not ready', async () => {
    expect((await deliver({ draft: true })).degraded).toEqual([]);
    expect(pulls()[0]?.pull?.draft).toBe(true);
  });

  test('asks the reviewers it may ask and names the others', async () => {
    const delivered = await deliver({ reviewers: ['nobody', 'alice', 'acme/ghosts'] });
    expect(delivered.degraded).toEqual([expect.stringContaining('nobody, acme/ghosts')]);
    expect([...(pulls()[0]?.pull?.reviewers ?? [])].map(({ login }) => login)).toEqual(['alice']);
  });

  test('keeps the mode of a file and can take a file away', async () => {
    await deliver({
      files: [
        { path: 'run.sh', mode: '100755', text: '#!/bin/sh\n' },
        { path: 'main.tf', mode: '100644', text: null },
      ],
    });
    expect(await simulator.file(repository, BRANCH, 'run.sh')).toBe('#!/bin/sh\n');
    expect(await simulator.file(repository, BRANCH, 'main.tf')).toBeNull();
  });
});

describe('an open pull request', () => {
  beforeEach(async () => {
    await deliver();
  });

  test('that a person pushed to is left, and told so once', async () => {
    await simulator.push(repository, BRANCH, { 'main.tf': '# better\n' }, 'alice');
    for (let time = 0; time < 2; time++)
      expect(await deliver()).toMatchObject({
        action: 'leave',
        reason: expect.stringContaining('alice pushed'),
      });
    expect(pulls()[0]?.comments.map(({ user }) => user.login)).toEqual(['sprinkler[bot]']);
    expect(await simulator.file(repository, BRANCH, 'main.tf')).toBe('# better\n');
  });

  test('does not take the same words by a person for its own comment', async () => {
    const comment = 'The next apply undoes it.';
    await person('alice').request('POST', '/issues/1/comments', { body: comment });
    await deliverChange(client, await sampleDelivery(client), always({ comment }));
    await deliverChange(client, await sampleDelivery(client), always({ comment }));
    expect(pulls()[0]?.comments.map(({ user }) => user.login)).toEqual(['alice', 'sprinkler[bot]']);
  });

  test('stays as it is when the base moves without a conflict', async () => {
    const before = await simulator.branch(repository, BRANCH);
    await simulator.push(repository, 'main', { 'other.tf': '# other\n' }, 'alice');
    expect((await deliver()).action).toBe('leave');
    expect(await simulator.branch(repository, BRANCH)).toBe(before);
  });

  test('is rebuilt on the new base when it conflicts', async () => {
    await simulator.push(repository, 'main', { 'main.tf': '# vulnerable, renamed\n' }, 'alice');
    const files = [{ path: 'main.tf', mode: '100644', text: '# fixed, renamed\n' }];
    expect((await deliver({ files })).action).toBe('rebuild');
    expect(await simulator.file(repository, BRANCH, 'main.tf')).toBe('# fixed, renamed\n');
    expect((await deliver({ files })).action).toBe('leave');
    expect(pulls()).toHaveLength(1);
  });

  test('is not overwritten by a rebuild when a person is quicker', async () => {
    await simulator.push(repository, 'main', { 'main.tf': '# vulnerable, renamed\n' }, 'alice');
    const delivery = await sampleDelivery(client);
    const decideAfterPush = async () => {
      await simulator.push(repository, BRANCH, { 'main.tf': '# quicker\n' }, 'alice');
    };
    // The push arrives after the decision was made: between reading and moving the branch.
    client.octokit.hook.after('request', async (_, options) => {
      if (options.url.endsWith('/git/commits') && options.method === 'POST')
        await decideAfterPush();
    });
    await expect(deliverChange(client, delivery, always({ action: 'rebuild' }))).rejects.toThrow(
      'was moved',
    );
    expect(await simulator.file(repository, BRANCH, 'main.tf')).toBe('# quicker\n');
  });

  test('gets new words, unless a person has changed them', async () => {
    const first = (await sampleDelivery(client)).text;
    const text = { ...first, body: 'More is known now.' };
    expect((await deliver({ text, previous: first })).action).toBe('update');
    expect(pulls()[0]?.body).toBe('More is known now.');
    await person('alice').request('PATCH', '/pulls/1', { title: 'our own title' });
    expect((await deliver({ text: first, previous: text })).action).toBe('leave');
    expect(pulls()[0]?.title).toBe('our own title');
  });

  test('that a person closed is declined, with the name', async () => {
    await person('alice').request('PATCH', '/pulls/1', { state: 'closed' });
    expect(await deliver()).toMatchObject({
      action: 'leave',
      reason: 'alice declined it by closing #1.',
    });
    expect(pulls()).toHaveLength(1);
  });

  test('is closed with the reason, and its branch goes away', async () => {
    const decision = always({ action: 'close', comment: 'The code no longer has this problem.' });
    const delivered = await deliverChange(client, await sampleDelivery(client), decision);
    expect(delivered.pullRequest?.state).toBe('closed');
    expect(pulls()[0]).toMatchObject({ state: 'closed' });
    expect(pulls()[0]?.comments.map(({ body }) => body)).toEqual([
      'The code no longer has this problem.',
    ]);
    expect(await simulator.branch(repository, BRANCH)).toBeNull();
    // Closed by the app itself: nobody has declined, so it may come again.
    expect((await deliver()).action).toBe('open');
    expect(pulls()).toHaveLength(2);
  });

  test('once merged is not opened again until the problem is back', async () => {
    const before = await sampleDelivery(client);
    await person('alice').request('PUT', '/pulls/1/merge', {});
    const stale = await deliverChange(client, before, whenFailing);
    expect(stale).toMatchObject({
      action: 'wait',
      reason: expect.stringContaining('#1 is merged'),
    });
    await simulator.push(repository, 'main', { 'main.tf': '# vulnerable\n' }, 'alice');
    // Its branch is still there, at the commit that was merged.
    expect(await simulator.branch(repository, BRANCH)).not.toBeNull();
    expect(await deliver()).toMatchObject({
      action: 'open',
      reason: expect.stringContaining('came back'),
    });
    expect(pulls().map(({ state }) => state)).toEqual(['closed', 'open']);
  });
});
