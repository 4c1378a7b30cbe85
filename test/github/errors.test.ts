import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/foundation/clock.ts';
import { createLog } from '../../src/foundation/log.ts';
import { createAppClient, createTokenClient } from '../../src/github/client.ts';
import type { GitHubErrorKind } from '../../src/github/errors.ts';
import { installationToken } from '../../src/github/installation-token.ts';
import { type GitHubRepository, readRepository } from '../../src/github/repository.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const API = 'https://github.test';
let lines: string[];

beforeEach(() => {
  nock.disableNetConnect();
  lines = [];
  nock(API).post('/app/installations/5/access_tokens').reply(201, {
    token: 'ghs_0123456789abcdef0123456789abcdef',
    expires_at: '2099-01-01T00:00:00Z',
    permissions: {},
  });
});

afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

function client(): GitHubRepository {
  const log = createLog('debug', (line) => lines.push(line));
  const options = {
    appId: '1',
    privateKey,
    apiUrl: API,
    log,
    clock: systemClock,
    pace: false,
    retryDelay: 1,
  };
  const scope = { permissions: { metadata: 'read' } } as const;
  const token = installationToken(createAppClient(options), 5, scope);
  const octokit = createTokenClient(options, token, 'test');
  return { owner: 'acme', name: 'infra', appLogin: 'sprinkler[bot]', octokit };
}

type Headers = Record<string, string>;
type Row = readonly [number, unknown, Headers, GitHubErrorKind, boolean, RegExp];
const rows: readonly Row[] = [
  [404, { message: 'Not Found' }, {}, 'missing', false, /answered 404 .*Not Found/],
  [410, { message: 'Gone' }, {}, 'missing', false, /410/],
  [
    403,
    { message: 'Resource not accessible by integration' },
    {},
    'forbidden',
    false,
    /accessible/,
  ],
  [451, { message: 'Blocked' }, {}, 'forbidden', false, /451/],
  [409, { message: 'Git Repository is empty.' }, {}, 'invalid', false, /empty/],
  [
    422,
    { message: 'Validation Failed', errors: [{ field: 'base', code: 'invalid' }, 'and more'] },
    {},
    'invalid',
    false,
    /Validation Failed; base invalid; and more/,
  ],
  [
    403,
    { message: 'You have exceeded a secondary rate limit' },
    { 'retry-after': '7' },
    'limited',
    true,
    /secondary/,
  ],
  [429, { message: 'Too many' }, {}, 'limited', true, /429/],
  [
    403,
    { message: 'API rate limit exceeded' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' },
    'limited',
    true,
    /rate limit/,
  ],
  [500, { message: 'Server Error' }, {}, 'unavailable', true, /answered 500/],
  [503, '', {}, 'unavailable', true, /answered 503/],
];

describe('what GitHub answers', () => {
  test.each(rows)('%i %j %j is %s', async (status, body, headers, kind, retryable, message) => {
    nock(API)
      .get('/repos/acme/infra')
      .times(4)
      .reply(status, typeof body === 'string' ? body : JSON.stringify(body), {
        'content-type': 'application/json',
        ...headers,
      });
    const call = readRepository(client());
    await expect(call).rejects.toMatchObject({ kind, retryable, name: 'OutsideError' });
    await expect(call).rejects.toThrow(message);
  });

  test('as a page of HTML is not quoted', async () => {
    nock(API)
      .get('/repos/acme/infra')
      .times(4)
      .reply(502, '<html>@octocat</html>', { 'content-type': 'text/html' });
    await expect(readRepository(client())).rejects.toThrow(
      /^GitHub answered 502 \(GET \/repos\/acme\/infra\)$/,
    );
  });

  test('with a hostile message is made safe to show', async () => {
    nock(API).get('/repos/acme/infra').reply(404, { message: 'no\n@octocat <b>\u202e' });
    await expect(readRepository(client())).rejects.toThrow(/no @\u200boctocat <b>$/);
  });

  test('says how long to wait', async () => {
    nock(API)
      .get('/repos/acme/infra')
      .reply(403, { message: 'secondary rate limit' }, { 'retry-after': '7' });
    await expect(readRepository(client())).rejects.toMatchObject({ retryAfter: 7 });
  });
});

describe('a failure that may pass', () => {
  const found = {
    id: 1,
    node_id: 'R_1',
    private: true,
    archived: false,
    fork: false,
    default_branch: 'main',
  };

  test('is tried again by the client itself', async () => {
    nock(API).get('/repos/acme/infra').times(2).reply(502);
    nock(API).get('/repos/acme/infra').replyWithError('socket hang up');
    nock(API).get('/repos/acme/infra').reply(200, found);
    expect(await readRepository(client())).toMatchObject({ id: 1 });
  });

  test('is told when it lasts', async () => {
    nock(API).get('/repos/acme/infra').times(4).replyWithError('socket hang up');
    await expect(readRepository(client())).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('could not be reached'),
    });
  });
});

test('neither tokens nor the key are logged', async () => {
  nock(API).get('/repos/acme/infra').times(4).reply(500, { message: 'Server Error' });
  await expect(readRepository(client())).rejects.toThrow();
  expect(lines.join('')).not.toMatch(/ghs_|BEGIN|bearer|token [a-z]/i);
});
