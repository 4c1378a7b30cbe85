import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { readGitHubEvent } from '../../../src/github/webhooks/read.ts';

interface Examples {
  readonly name: string;
  readonly examples: readonly { readonly action?: string }[];
}
// The package describes only CommonJS; it is data.
const all: readonly Examples[] = createRequire(import.meta.url)('@octokit/webhooks-examples');
const examplesOf = (name: string) => all.find((each) => each.name === name)?.examples ?? [];
const first = (name: string, action?: string) =>
  examplesOf(name).find((each) => action === undefined || each.action === action);

describe('GitHub’s own example payloads', () => {
  test.each(all.map(({ name, examples }) => [name, examples] as const))(
    'of %s are all read or of no interest',
    (name, examples) => {
      for (const payload of examples) expect(readGitHubEvent(name, payload).ok).toBe(true);
    },
  );

  const told: readonly (readonly [string, string | undefined, string | null])[] = [
    ['pull_request', 'opened', 'pull-request'],
    ['pull_request', 'closed', 'pull-request'],
    ['issue_comment', 'created', 'commented'],
    ['issue_comment', 'deleted', null],
    ['installation', 'created', 'installed'],
    ['installation', 'unsuspend', 'installed'],
    ['installation', 'suspend', 'uninstalled'],
    ['installation', 'deleted', 'uninstalled'],
    ['installation_repositories', 'added', 'repositories-changed'],
    ['repository', 'renamed', 'repository-changed'],
    ['repository', 'transferred', 'repository-changed'],
    ['repository', 'edited', null],
    ['repository', 'publicized', 'repository-changed'],
    ['star', undefined, null],
    ['deployment_status', 'created', 'deployed'],
  ];
  test.each(told)('%s %s tells %s', (name, action, kind) => {
    const read = readGitHubEvent(name, first(name, action));
    expect(read.ok && (read.value?.kind ?? null)).toBe(kind);
  });

  test('a transferred repository names its owner before', () => {
    const read = readGitHubEvent('repository', first('repository', 'transferred'));
    expect(read.ok && read.value).toMatchObject({
      kind: 'repository-changed',
      previousOwner: expect.stringMatching(/./),
    });
  });

  test('a renamed repository names its name before', () => {
    const read = readGitHubEvent('repository', first('repository', 'renamed'));
    expect(read.ok && read.value).toMatchObject({ previousName: expect.stringMatching(/./) });
  });
});

describe('a push', () => {
  const push = {
    repository: {
      id: 1,
      name: 'infra',
      owner: { login: 'acme' },
      private: true,
      default_branch: 'main',
    },
    installation: { id: 5 },
    sender: { login: 'alice' },
    ref: 'refs/heads/main',
    before: 'a'.repeat(40),
    after: 'b'.repeat(40),
  };

  test('to the default branch says so', () => {
    expect(readGitHubEvent('push', push)).toEqual({
      ok: true,
      value: {
        kind: 'pushed',
        installationId: 5,
        repository: { id: 1, owner: 'acme', name: 'infra', private: true },
        sender: 'alice',
        branch: 'main',
        isDefaultBranch: true,
        after: 'b'.repeat(40),
      },
    });
  });

  test.each([
    ['a branch with slashes', { ref: 'refs/heads/a/b' }, { branch: 'a/b', isDefaultBranch: false }],
    ['a branch that goes away', { after: '0'.repeat(40) }, { after: null }],
  ])('of %s is told', (_, change, expected) => {
    const read = readGitHubEvent('push', { ...push, ...change });
    expect(read.ok && read.value).toMatchObject(expected);
  });

  test('of a tag is of no interest', () => {
    expect(readGitHubEvent('push', { ...push, ref: 'refs/tags/v1' })).toEqual({
      ok: true,
      value: null,
    });
  });

  test.each([
    ['without a repository', { repository: undefined }, /^repository/],
    [
      'with a name that is none',
      { repository: { ...push.repository, name: 7 } },
      /^repository\.name/,
    ],
    ['with a ref that is a list', { ref: ['refs/heads/main'] }, /^ref/],
  ])('%s is refused with the place', (_, change, place) => {
    const read = readGitHubEvent('push', { ...push, ...change });
    expect(read.ok ? '' : read.error).toMatch(place);
  });

  test.each([null, [], 'text', 7])('that is %j is refused', (payload) => {
    expect(readGitHubEvent('push', payload).ok).toBe(false);
  });
});
