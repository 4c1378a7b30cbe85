import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhooks } from '@octokit/webhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startChecked } from '../github/world.ts';
import type { Simulator } from './simulator.ts';
import type { Repository } from './state.ts';

/** The simulator must refuse what GitHub refuses, or what is tested against it proves nothing. */

let simulator: Simulator;
let repository: Repository;
let token: string;
let base: string;

beforeEach(async () => {
  simulator = await startChecked();
  const files = { 'main.tf': '# one\n', 'a/b.tf': '# two\n' };
  const collaborators = { alice: 'admin' } as const;
  repository = await simulator.repository('acme/infra', files, { collaborators });
  const installation = simulator.install('acme', [repository]);
  token = await installationToken(installation.id);
  base = (await simulator.branch(repository, 'main')) ?? '';
});

afterEach(() => simulator.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  authorization = `token ${token}`,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${simulator.url}${path}`, {
    method,
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : JSON.parse(text),
  };
}

const repo = (method: string, path: string, body?: unknown, authorization?: string) =>
  call(method, `/repos/acme/infra${path}`, body, authorization);

function jwt(claims: Record<string, unknown>, key = simulator.privateKey, alg = 'RS256'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `Bearer ${head}.${signWith('RSA-SHA256', Buffer.from(head), key).toString('base64url')}`;
}
const now = () => Math.floor(Date.now() / 1000);
const valid = () => jwt({ iss: simulator.app.id, iat: now() - 10, exp: now() + 300 });

async function installationToken(id: number, body: unknown = {}): Promise<string> {
  const path = `/app/installations/${id}/access_tokens`;
  return String((await call('POST', path, body, valid())).body.token);
}

/** A branch with one commit on main, ready to be proposed. */
async function branch(name: string, content = '# changed\n'): Promise<string> {
  const entry = { path: 'main.tf', mode: '100644', type: 'blob', content };
  const tree = await repo('POST', '/git/trees', { base_tree: base, tree: [entry] });
  const message = 'change';
  const body = { message, tree: tree.body.sha, parents: [base] };
  const commit = await repo('POST', '/git/commits', body);
  const sha = String(commit.body.sha);
  expect((await repo('POST', '/git/refs', { ref: `refs/heads/${name}`, sha })).status).toBe(201);
  return sha;
}
const pull = (head: string, more: object = {}) => ({ title: 't', head, base: 'main', ...more });

describe('authentication', () => {
  test.each([
    ['an expired JWT', () => jwt({ iss: simulator.app.id, iat: now() - 900, exp: now() - 60 })],
    ['a JWT for too long', () => jwt({ iss: simulator.app.id, iat: now(), exp: now() + 3_600 })],
    [
      'a JWT from the future',
      () => jwt({ iss: simulator.app.id, iat: now() + 300, exp: now() + 400 }),
    ],
    [
      'a JWT by another key',
      () => jwt({ iss: simulator.app.id, iat: now(), exp: now() + 60 }, otherKey()),
    ],
    [
      'a JWT of another algorithm',
      () => jwt({ iss: simulator.app.id, iat: now(), exp: now() + 60 }, undefined, 'none'),
    ],
    ['an installation’s token', () => `token ${token}`],
    ['nothing', () => ''],
  ])('of the app is refused for %s', async (_, authorization) => {
    expect((await call('GET', '/app', undefined, authorization())).status).toBe(401);
  });

  test('with an unknown or expired token is refused', async () => {
    expect((await repo('GET', '', undefined, 'token ghs_unknown')).status).toBe(401);
    simulator.expireTokens();
    expect((await repo('GET', '')).status).toBe(401);
  });

  test('for a repository outside the token finds nothing', async () => {
    await simulator.repository('acme/other', { 'a.tf': '#\n' });
    expect((await call('GET', '/repos/acme/other')).status).toBe(404);
  });

  test('without the permission is refused, and nothing happens', async () => {
    const [installation] = simulator.state.installations.values();
    const permissions = { contents: 'read', metadata: 'read' };
    const reading = await installationToken(installation?.id ?? 0, { permissions });
    const body = { ref: 'refs/heads/x', sha: base };
    expect((await repo('POST', '/git/refs', body, `token ${reading}`)).status).toBe(403);
    expect(await simulator.branch(repository, 'x')).toBeNull();
  });

  test('for more than the installation holds gives no token', async () => {
    const [installation] = simulator.state.installations.values();
    const path = `/app/installations/${installation?.id}/access_tokens`;
    for (const body of [{ permissions: { actions: 'write' } }, { repositories: ['elsewhere'] }])
      expect((await call('POST', path, body, valid())).status).toBe(422);
  });

  function otherKey(): string {
    const encoding = { type: 'pkcs8', format: 'pem' } as const;
    return generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: encoding,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    }).privateKey;
  }
});

describe('git data', () => {
  test.each([
    [
      'a branch twice',
      '/git/refs',
      () => ({ ref: 'refs/heads/main', sha: base }),
      /already exists/,
    ],
    [
      'a branch at nothing',
      '/git/refs',
      () => ({ ref: 'refs/heads/x', sha: 'f'.repeat(40) }),
      /does not exist/,
    ],
    [
      'a branch without a name',
      '/git/refs',
      () => ({ ref: 'heads', sha: base }),
      /not a valid ref/,
    ],
    [
      'a branch with a bad name',
      '/git/refs',
      () => ({ ref: 'refs/heads/a..b', sha: base }),
      /not a valid ref/,
    ],
    [
      'a commit of no tree',
      '/git/commits',
      () => ({ message: 'm', tree: base, parents: [] }),
      /Tree SHA/,
    ],
    ['an empty tree', '/git/trees', () => ({ tree: [] }), /Invalid tree/],
    ['a tree that leaves the repository', '/git/trees', () => tree('../x'), /malformed path/],
    ['a tree inside .git', '/git/trees', () => tree('.git/config'), /malformed path/],
    [
      'a tree on nothing',
      '/git/trees',
      () => ({ ...tree('x'), base_tree: 'f'.repeat(40) }),
      /base_tree/,
    ],
  ])('%s is refused', async (_, path, body, message) => {
    const answer = await repo('POST', path, body());
    expect([answer.status, answer.body.message]).toEqual([422, expect.stringMatching(message)]);
  });
  const tree = (path: string) => ({
    tree: [{ path, mode: '100644', type: 'blob', content: 'x' }],
  });

  test('a branch moves backwards only when forced', async () => {
    const sha = await branch('x');
    const back = { sha: base };
    expect((await repo('PATCH', '/git/refs/heads/x', back)).body.message).toMatch(/fast forward/);
    expect(await simulator.branch(repository, 'x')).toBe(sha);
    expect((await repo('PATCH', '/git/refs/heads/x', { ...back, force: true })).status).toBe(200);
  });

  test('a commit by the app is signed, one in a person’s name is not', async () => {
    const body = {
      message: 'm',
      tree: (await repo('GET', '/git/trees/main')).body.sha,
      parents: [base],
    };
    const own = await repo('POST', '/git/commits', body);
    expect(own.body.verification).toMatchObject({ verified: true });
    const author = { name: 'alice', email: 'alice@example.com' };
    const named = await repo('POST', '/git/commits', { ...body, author });
    expect(named.body.verification).toMatchObject({ verified: false });
  });

  test('updateRefs moves a branch only from where it is expected', async () => {
    const sha = await branch('x');
    const query =
      'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';
    const move = (beforeOid: string, afterOid: string) => {
      const refUpdates = [{ name: 'refs/heads/x', beforeOid, afterOid, force: true }];
      const input = { repositoryId: `R_${repository.id}`, refUpdates };
      return call('POST', '/graphql', { query, variables: { input } });
    };
    const stale = await move(base, base);
    expect([stale.status, stale.body.errors]).toEqual([
      200,
      [expect.objectContaining({ type: 'STALE_DATA' })],
    ]);
    expect(await simulator.branch(repository, 'x')).toBe(sha);
    expect((await move(sha, base)).body.errors).toBeUndefined();
    expect(await simulator.branch(repository, 'x')).toBe(base);
  });
});

describe('pull requests', () => {
  test.each([
    ['from an unknown branch', { head: 'nowhere' }, { field: 'head', code: 'invalid' }],
    ['to an unknown branch', { base: 'nowhere' }, { field: 'base', code: 'invalid' }],
    ['without a difference', { head: 'main' }, { message: 'No commits between main and main' }],
    ['without a title', { title: '' }, { field: 'title' }],
    [
      'with a body that is too long',
      { body: 'x'.repeat(65_537) },
      { message: expect.stringContaining('too long') },
    ],
  ])('%s are refused', async (_, more, error) => {
    await branch('x');
    const answer = await repo('POST', '/pulls', pull('x', more));
    expect([answer.status, answer.body.errors]).toEqual([422, [expect.objectContaining(error)]]);
  });

  test('there is one from a branch, even when two are asked for at once', async () => {
    await branch('x');
    const answers = await Promise.all([1, 2, 3, 4].map(() => repo('POST', '/pulls', pull('x'))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422]);
  });

  test('that conflict say so and are not merged', async () => {
    await branch('x');
    await repo('POST', '/pulls', pull('x'));
    await simulator.push(repository, 'main', { 'main.tf': '# other\n' }, 'alice');
    expect((await repo('GET', '/pulls/1')).body).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
    });
    expect((await repo('PUT', '/pulls/1/merge', {})).status).toBe(405);
  });

  test('that moved since are not merged', async () => {
    await branch('x');
    await repo('POST', '/pulls', pull('x'));
    expect((await repo('PUT', '/pulls/1/merge', { sha: base })).status).toBe(409);
    expect((await repo('PUT', '/pulls/1/merge', {})).body.merged).toBe(true);
    expect(await simulator.file(repository, 'main', 'main.tf')).toBe('# changed\n');
  });

  test('close when their branch goes away', async () => {
    await branch('x');
    await repo('POST', '/pulls', pull('x'));
    expect((await repo('DELETE', '/git/refs/heads/x')).status).toBe(204);
    expect((await repo('GET', '/pulls/1')).body.state).toBe('closed');
  });
});

describe('limits and caching', () => {
  test('the eighty-first write of a minute is refused', async () => {
    simulator.limits.writesPerMinute = 3;
    const answers = [];
    for (let count = 0; count < 4; count++)
      answers.push(await repo('POST', '/issues', { title: `issue ${count}` }));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 403]);
    expect(answers[3]?.headers.get('retry-after')).toBe('60');
    expect(repository.issues.size).toBe(3);
  });

  test('every answer tells what is left, and an unchanged one costs nothing', async () => {
    const first = await repo('GET', '');
    const etag = first.headers.get('etag') ?? '';
    const left = first.headers.get('x-ratelimit-remaining');
    const path = '/repos/acme/infra';
    const same = await call('GET', path, undefined, undefined, { 'if-none-match': etag });
    expect(same.status).toBe(304);
    expect(Number((await repo('GET', '')).headers.get('x-ratelimit-remaining'))).toBe(
      Number(left) - 1,
    );
  });

  test('the hour’s limit is a limit', async () => {
    simulator.limits.requestsPerHour = 1;
    await repo('GET', '');
    const answer = await repo('GET', '');
    expect([answer.status, answer.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
  });

  test('lists come in pages with links', async () => {
    for (let count = 0; count < 5; count++) await repo('POST', '/issues', { title: `${count}` });
    const answer = await repo('GET', '/issues?per_page=2&page=2');
    expect(answer.headers.get('link')).toMatch(
      /page=3>; rel="next".*page=3>; rel="last".*page=1>; rel="first".*page=1>; rel="prev"/,
    );
  });
});

describe('against GitHub’s own description', () => {
  test('a request that differs is refused and noted', async () => {
    expect((await repo('POST', '/issues', { title: ['not', 'text'] })).status).toBe(422);
    expect((await repo('GET', '/pulls?stat=open')).status).toBe(422);
    expect(simulator.violations).toHaveLength(2);
  });

  test('what GitHub does not have is not found', async () => {
    expect((await repo('GET', '/nonsense')).status).toBe(404);
  });
});

test('webhooks arrive signed, and again under the same id', async () => {
  const received: { verified: boolean; event: unknown; guid: unknown }[] = [];
  const webhooks = new Webhooks({ secret: simulator.app.webhookSecret });
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const signature = String(request.headers['x-hub-signature-256']);
    received.push({
      verified: await webhooks.verify(body, signature),
      event: request.headers['x-github-event'],
      guid: request.headers['x-github-delivery'],
    });
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  simulator.webhooks.target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await simulator.push(repository, 'main', { 'main.tf': '# pushed\n' }, 'alice');
  await simulator.webhooks.settled();
  const last = simulator.webhooks.deliveries.at(-1);
  await call('POST', `/app/hook/deliveries/${last?.id}/attempts`, undefined, valid());
  await simulator.webhooks.settled();
  expect(received).toEqual([
    { verified: true, event: 'push', guid: last?.guid },
    { verified: true, event: 'push', guid: last?.guid },
  ]);
  await new Promise((resolve) => server.close(resolve));
});
