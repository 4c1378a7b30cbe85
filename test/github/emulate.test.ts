import { createEmulator, type Emulator } from 'emulate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../src/foundation/clock.ts';
import { createLog } from '../../src/foundation/log.ts';
import { GitHubApp } from '../../src/github/app.ts';
import { deliverChange } from '../../src/github/deliver-change.ts';
import type { Delivery } from '../../src/github/delivery.ts';
import { listFiles, readBlob, readFile } from '../../src/github/files.ts';
import { type GitHubRepository, readRepository } from '../../src/github/repository.ts';
import { whenFailing } from './world.ts';

/**
 * The same client against a GitHub by other people, because a simulator shares its author's
 * misunderstandings. emulate 0.12.2 has no GraphQL, no archives and no list of an installation's
 * repositories; its branches come without their commit's tree, and a commit without its account,
 * so that an open pull request looks as if a person had pushed to it; a pull request is no issue, so
 * that nobody knows who closed it. Those parts are not here.
 */

const NAMES = { owner: 'acme', repo: 'infra' };
let github: Emulator;
let client: GitHubRepository;
let delivery: Delivery;

beforeEach(async () => {
  github = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      github: {
        users: [{ login: 'alice' }],
        orgs: [{ login: 'acme', members: [{ login: 'alice', role: 'admin' }] }],
        repos: [{ owner: 'acme', name: 'infra', auto_init: true, private: true }],
        apps: [
          {
            app_id: 12_345,
            slug: 'sprinkler',
            name: 'Sprinkler',
            permissions: {
              metadata: 'read',
              contents: 'write',
              pull_requests: 'write',
              issues: 'write',
            },
            installations: [{ installation_id: 100, account: 'acme' }],
          },
        ],
      },
    },
  });
  const app = new GitHubApp({
    appId: '12345',
    privateKey: github.generatedSecrets[0]?.value ?? '',
    apiUrl: github.url,
    log: createLog('silent'),
    clock: systemClock,
    pace: false,
    retryDelay: 1,
  });
  expect(await app.installations()).toMatchObject([{ id: 100, owner: 'acme' }]);
  const ref = { installationId: 100, owner: 'acme', name: 'infra', id: null };
  client = await app.repository(ref, 'deliver');
  const { data: main } = await client.octokit.rest.git.getRef({ ...NAMES, ref: 'heads/main' });
  const sha = main.object.sha;
  const { data: commit } = await client.octokit.rest.git.getCommit({ ...NAMES, commit_sha: sha });
  delivery = {
    branch: 'sprinkler/0123456789abcdef',
    baseBranch: 'main',
    base: { commit: sha, tree: commit.tree.sha },
    files: [{ path: 'modules/site/main.tf', mode: '100644', text: '# fixed\n' }],
    text: { title: 'fix(s3): x', body: 'Anyone can read it.', commitMessage: 'fix(s3): x\n' },
    previous: null,
    editsCurrent: true,
    draft: false,
    labels: ['sprinkler'],
    reviewers: ['alice'],
  };
});

afterEach(() => github.close());

const pulls = async () => {
  const { data } = await client.octokit.rest.pulls.list({ ...NAMES, state: 'all' });
  return data;
};

test('a repository is read', async () => {
  expect(await readRepository(client)).toMatchObject({ private: true, defaultBranch: 'main' });
  const files = await listFiles(client, delivery.base.commit);
  expect(files.map(({ path }) => path)).toEqual(['README.md']);
  const text = await readFile(client, 'README.md');
  expect((await readBlob(client, files[0]?.sha ?? '')).toString('utf8')).toBe(text);
  expect(await readFile(client, 'nowhere')).toBeNull();
});

test('a change becomes one commit on one branch and one pull request', async () => {
  expect(await deliverChange(client, delivery, whenFailing)).toMatchObject({
    action: 'open',
    degraded: [],
    pullRequest: { number: 1, state: 'open', author: 'sprinkler[bot]' },
  });
  const [pull] = await pulls();
  expect(pull).toMatchObject({
    title: 'fix(s3): x',
    head: { ref: delivery.branch },
    base: { ref: 'main' },
  });
  const { data } = await client.octokit.rest.repos.getContent({
    ...NAMES,
    path: 'modules/site/main.tf',
    ref: delivery.branch,
  });
  expect('content' in data && Buffer.from(data.content, 'base64').toString()).toBe('# fixed\n');
});

test('the same change again, and once more, is still one pull request', async () => {
  for (let time = 0; time < 3; time++) await deliverChange(client, delivery, whenFailing);
  expect(await pulls()).toHaveLength(1);
});

test('a pull request that was closed is not opened again', async () => {
  await deliverChange(client, delivery, whenFailing);
  await client.octokit.rest.pulls.update({ ...NAMES, pull_number: 1, state: 'closed' });
  const again = await deliverChange(client, delivery, whenFailing);
  expect(again).toMatchObject({ action: 'leave', reason: expect.stringContaining('declined') });
  expect(await pulls()).toHaveLength(1);
});
