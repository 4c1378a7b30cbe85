import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { USED_EVENTS } from '../../src/entrances/github-webhooks/events.ts';
import { handleDelivery, remediateFindings } from '../../src/jobs/kinds.ts';
import { pendingFindings } from '../../src/store/findings.ts';
import { embeddedDatabases, postgresDatabases, type TestDatabases } from '../store/databases.ts';
import { finding } from '../store/samples.ts';
import { deliver, post, startTestService, type TestService } from './service.ts';

const push = { ref: 'refs/heads/main', repository: { name: 'shop', owner: { login: 'Acme' } } };

describe.each([
  ['PGlite', embeddedDatabases],
  ['PostgreSQL', postgresDatabases],
])('the service on %s', (_, start) => {
  let databases: TestDatabases;
  let running: TestService;
  const handled: string[] = [];
  const remediated: string[] = [];

  beforeAll(async () => {
    databases = await start();
    running = await startTestService(await databases.fresh(), {
      startJobs: async ({ queue }) => {
        await queue.work(
          handleDelivery,
          async ({ payload }) => void handled.push(payload.delivery),
          2,
        );
        await queue.work(
          remediateFindings,
          async ({ payload }) => void remediated.push(payload.owner),
          2,
        );
      },
    });
  });
  afterAll(async () => {
    await running.service.stop();
    await databases.stop();
  });

  test('findings are stored before they are acknowledged, and their owner is worked on', async () => {
    const response = await post(running.url, [finding({ id: 'a' }), finding({ id: 'b' })]);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ accepted: 2, duplicates: 0, rejected: [] });
    expect(await pendingFindings(running.store.db, 'acme', 10)).toHaveLength(2);
    await expect.poll(() => remediated).toContain('acme');
    const again = await post(running.url, [finding({ id: 'a' })], 'next-token-of-acme');
    expect(await again.json()).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
  });

  test('two owners: a token reaches only its accounts, and no finding of the other is seen', async () => {
    const theirs = finding({ id: 'wall' });
    const response = await post(running.url, [theirs], 'token-of-globex');
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({
      accepted: 0,
      duplicates: 0,
      rejected: [{ index: 0, id: 'wall', reason: expect.stringContaining('111111111111') }],
    });
    expect(await pendingFindings(running.store.db, 'globex', 10)).toEqual([]);
    const resource = { ...theirs.resource, account: null };
    const nobodys = await post(running.url, [finding({ id: 'x', resource })], 'token-of-globex');
    expect(await nobodys.json()).toMatchObject({ accepted: 0, rejected: [{ id: 'x' }] });
    // The same id from both is a finding of each.
    const own = finding({ id: 'same', resource: { ...theirs.resource, account: '222222222222' } });
    expect(await (await post(running.url, [own], 'token-of-globex')).json()).toMatchObject({
      accepted: 1,
    });
    expect(await (await post(running.url, [finding({ id: 'same' })])).json()).toMatchObject({
      accepted: 1,
    });
    const globex = await pendingFindings(running.store.db, 'globex', 10);
    expect(globex.map((stored) => stored.finding.resource.account)).toEqual(['222222222222']);
  });

  test('a half valid report is taken as far as it is valid', async () => {
    const response = await post(running.url, [finding({ id: 'half' }), { title: 'no id' }]);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: [{ index: null, id: null, reason: expect.stringContaining('$[1]') }],
    });
  });

  test.each([
    ['not JSON', '{', {}, 400],
    ['an unknown format', '{}', {}, 400],
    ['a media type that is not read', '<xml/>', { 'content-type': 'application/xml' }, 415],
    ['an encoded body', '[]', { 'content-encoding': 'gzip' }, 415],
    ['no token', '[]', { authorization: '' }, 401],
    ["nobody's token", '[]', { authorization: 'Bearer token-of-acm' }, 401],
    ['another scheme', '[]', { authorization: 'Basic dG9rZW4=' }, 401],
  ])('%s is answered with one sentence', async (_name, body, headers, status) => {
    const response = await post(running.url, body, undefined, headers);
    expect(response.status).toBe(status);
    const answer: unknown = await response.json();
    expect(answer).toEqual({ error: expect.stringMatching(/^[A-Z$].*\.$/s) });
  });

  test('a delivery that comes 20 times at once is handled once', async () => {
    const id = 'd0000000-0000-0000-0000-000000000001';
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const response = await deliver(running.url, 'push', push, { id });
        return { status: response.status, body: await response.json() };
      }),
    );
    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(answers.filter(({ body }) => JSON.stringify(body) === '{"stored":true}')).toHaveLength(
      1,
    );
    await expect.poll(() => handled).toContain(id);
    await sleep(200);
    expect(handled.filter((each) => each === id)).toHaveLength(1);
  });

  test('a delivery that is not signed by GitHub, or not at all, is refused', async () => {
    expect((await deliver(running.url, 'push', push, { secret: 'guess' })).status).toBe(401);
    const unsigned = await fetch(`${running.url}/api/github/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-github-event': 'push' },
      body: '{}',
    });
    expect(unsigned.status).toBe(400);
    expect((await deliver(running.url, 'push', { no: 'owner' })).status).toBe(400);
    expect((await deliver(running.url, 'push', null)).status).toBe(400);
  });

  test('an event that is not used is acknowledged and not kept', async () => {
    const response = await deliver(running.url, 'star', push);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ stored: false });
  });

  test('liveness, readiness and metrics answer; a proxy needs the admin token', async () => {
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${running.url}/metrics`)).text();
    expect(metrics).toContain('sprinkler_findings_total{result="accepted"}');
    expect(metrics).toContain('sprinkler_jobs{job="remediate-findings",state="waiting"}');
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect((await fetch(`${running.url}/metrics`, { headers })).status).toBe(403);
    expect((await fetch(`${running.url}/nowhere`)).status).toBe(404);
  });

  test('no token, secret or signature is in the log', () => {
    expect(running.logged.length).toBeGreaterThan(5);
    expect(running.logged.join('')).not.toMatch(/token-of-|webhook-secret|sha256=/);
  });
});

describe('limits', () => {
  let databases: TestDatabases;
  let running: TestService;
  beforeAll(async () => {
    databases = await embeddedDatabases();
    const location = await databases.fresh();
    running = await startTestService(location, { requestsPerMinute: 30 });
  });
  afterAll(async () => {
    await running.service.stop();
    await databases.stop();
  });

  test('a body that says it is too large is refused before it is sent', async () => {
    expect(await sendOnlyLength(`${running.url}/findings`, 'Bearer token-of-acme')).toBe(413);
    expect(await sendOnlyLength(`${running.url}/findings`, '')).toBe(401);
  });

  test.each([
    ['without a token', ''],
    ['with one', 'Bearer token-of-acme'],
  ])('a body without end, %s, is cut off and not held in memory', async (_name, authorization) => {
    const before = process.memoryUsage().rss;
    const sent = await sendWithoutEnd(`${running.url}/findings`, authorization);
    expect(sent).toBeLessThan(512);
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
  });

  test('too many requests are answered with 429, but not those for health', async () => {
    const statuses = [];
    for (let count = 0; count < 40; count++) statuses.push((await post(running.url, '[]')).status);
    expect(statuses).toContain(202);
    expect(statuses.at(-1)).toBe(429);
    expect(await (await post(running.url, '[]')).json()).toEqual({
      error: expect.stringContaining('Too many requests'),
    });
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
  });
});

/** Announces 1 GB, sends nothing of it, and says how that is answered. */
async function sendOnlyLength(url: string, authorization: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/json',
          'content-length': String(1024 ** 3),
        },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        sent.destroy();
      },
    );
    sent.on('error', reject);
    sent.flushHeaders();
  });
}

/** Sends up to 512 MB, until the server answers or hangs up, and says how many MB went out. */
async function sendWithoutEnd(url: string, authorization: string): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
    });
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    let megabytes = 0;
    const end = (): void => {
      resolve(megabytes);
      sent.destroy();
    };
    sent.on('response', end);
    sent.on('error', end);
    const write = (): void => {
      if (megabytes === 512) {
        end();
        return;
      }
      megabytes++;
      sent.write(chunk, () => setImmediate(write));
    };
    write();
  });
}

test('app.yml subscribes to the events that are used, besides those that every app is sent', () => {
  const manifest: unknown = parse(readFileSync('app.yml', 'utf8'));
  const always = ['installation', 'installation_repositories', 'installation_target'];
  expect(manifest).toMatchObject({
    default_events: [...USED_EVENTS].filter((event) => !always.includes(event)),
  });
});

test('every permission and event of app.yml is justified in docs/permissions.md', () => {
  const manifest: { default_permissions: object; default_events: string[] } = parse(
    readFileSync('app.yml', 'utf8'),
  );
  const page = readFileSync('docs/permissions.md', 'utf8');
  for (const name of [...Object.keys(manifest.default_permissions), ...manifest.default_events]) {
    expect(page).toContain(`| \`${name}\` |`);
  }
});
