import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutsideError } from '../../src/foundation/errors.ts';
import { createLog } from '../../src/foundation/log.ts';
import type { FindingOutcome } from '../../src/model/outcome.ts';
import { changesOf, countChanges, type StoredChange, saveChange } from '../../src/store/changes.ts';
import { cursorOf, saveCursor } from '../../src/store/cursors.ts';
import { deliveryById, forgetDeliveries, storeDelivery } from '../../src/store/deliveries.ts';
import { eventsOf } from '../../src/store/events.ts';
import {
  findingKey,
  findingsByKey,
  pendingFindings,
  storeFindings,
} from '../../src/store/findings.ts';
import { countOutcomes, latestOutcomes, recordOutcomes } from '../../src/store/outcomes.ts';
import { installedOwners, ownerNamed, purgeOwner, saveOwner } from '../../src/store/owners.ts';
import { remediationsOf, saveRemediations } from '../../src/store/remediations.ts';
import { forgetRepository, repositoriesOf, saveRepository } from '../../src/store/repositories.ts';
import {
  blobsBySha,
  forgetUnusedBlobs,
  indexedFiles,
  saveBlobs,
  saveIndex,
  unknownBlobs,
} from '../../src/store/repository-index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { forgetState, knownStates, saveState, statesOf } from '../../src/store/terraform-states.ts';
import { embeddedDatabases, postgresDatabases, type TestDatabases } from './databases.ts';
import { finding, numberJob } from './samples.ts';

const free = numberJob({ name: 'free' });
const oneRunning = numberJob({ name: 'one-running', turns: 'one-running' });
const oneWaiting = numberJob({ name: 'one-waiting', turns: 'one-waiting' });
const failing = numberJob({ name: 'failing', retries: 1 });
const idle = numberJob({ name: 'idle' });
const log = createLog('silent');
const now = new Date('2026-01-02T03:04:05Z');
const later = new Date('2026-01-02T04:04:05Z');

describe.each([
  ['PGlite', embeddedDatabases],
  ['PostgreSQL', postgresDatabases],
])('on %s', (_, start) => {
  let databases: TestDatabases;
  let store: Store;

  beforeAll(async () => {
    databases = await start();
    store = await openStore(await databases.fresh(), {
      jobs: [free, oneRunning, oneWaiting, failing, idle],
      log,
    });
  });
  afterAll(async () => {
    await store.close(1000);
    await databases.stop();
  });

  test('a finding is accepted once, and again when it says something new', async () => {
    const owner = 'history';
    const first = finding({ updatedAt: '2026-01-01T00:00:00Z' });
    expect(await storeFindings(store.db, owner, [first, first], now)).toEqual({
      accepted: 1,
      duplicates: 1,
    });
    const evaluatedAgain = finding({ updatedAt: '2026-01-01T01:00:00Z' });
    expect(await storeFindings(store.db, owner, [evaluatedAgain], now)).toMatchObject({
      accepted: 0,
    });
    const passed = finding({ status: 'passed', updatedAt: '2026-01-01T02:00:00Z' });
    expect(await storeFindings(store.db, owner, [passed], later)).toMatchObject({ accepted: 1 });
    const late = finding({ severity: 'LOW', updatedAt: '2025-12-01T00:00:00Z' });
    expect(await storeFindings(store.db, owner, [late], later)).toMatchObject({ duplicates: 1 });
    const [stored] = await pendingFindings(store.db, owner, 10);
    expect(stored?.finding).toEqual(passed);
    const history = await store.db
      .selectFrom('finding_history')
      .select(['status', 'at'])
      .where('owner', '=', owner)
      .orderBy('at')
      .execute();
    expect(history).toEqual([
      { status: 'failed', at: now },
      { status: 'passed', at: later },
    ]);
  });

  test('the same finding sent many times at once is one row with one line of history', async () => {
    const sent = Array.from({ length: 8 }, () =>
      storeFindings(store.db, 'race', [finding({ id: 'a' }), finding({ id: 'b' })], now),
    );
    const counts = await Promise.all(sent);
    expect(counts.reduce((sum, count) => sum + count.accepted, 0)).toBe(2);
  });

  test('what PostgreSQL cannot hold is stored as a replacement character, the rest as it is', async () => {
    const odd = finding({
      id: 'nul\u0000\ud800',
      title: 'back\\u0000slash \u0000 "quoted"',
      description: '😀',
    });
    await storeFindings(store.db, 'odd', [odd], now);
    const [stored] = await pendingFindings(store.db, 'odd', 1);
    expect(stored?.finding).toMatchObject({
      id: 'nul\ufffd\ufffd',
      title: 'back\\u0000slash \ufffd "quoted"',
      description: '😀',
    });
    expect(await storeFindings(store.db, 'odd', [odd], now)).toMatchObject({ duplicates: 1 });
  });

  test('an id may be longer than an index entry, and a time may be nonsense', async () => {
    const long = finding({ id: 'x'.repeat(100_000), updatedAt: '+275000-01-01T00:00:00Z' });
    expect(await storeFindings(store.db, 'long', [long], now)).toMatchObject({ accepted: 1 });
    expect(await findingsByKey(store.db, 'long', [findingKey(long.source, long.id)])).toHaveLength(
      1,
    );
  });

  test('thousands of findings are stored in one go', async () => {
    const many = Array.from({ length: 2500 }, (_, index) => finding({ id: `f${index}` }));
    const stored = await store.db
      .transaction()
      .execute((transaction) => storeFindings(transaction, 'many', many, now));
    expect(stored).toEqual({ accepted: 2500, duplicates: 0 });
    expect(await countOutcomes(store.db, 'many')).toEqual(new Map([['pending', 2500]]));
  });

  test('an outcome ends the waiting, unless the finding changed meanwhile; a new outcome is an event', async () => {
    const owner = 'outcomes';
    await storeFindings(store.db, owner, [finding()], now);
    const [taken] = await pendingFindings(store.db, owner, 1);
    const outcome: FindingOutcome = {
      id: 'f1',
      source: 'security-hub',
      control: 'S3.8',
      resource: 'arn:aws:s3:::site',
      outcome: 'not-located',
      reason: 'No code makes it.',
      location: null,
      template: null,
      risk: null,
      proofs: [],
      change: null,
    };
    const of = { key: taken?.key ?? '', digest: taken?.digest ?? '' };
    await storeFindings(store.db, owner, [finding({ severity: 'CRITICAL' })], later);
    await recordOutcomes(store.db, owner, [{ of, repository: null, outcome }], now);
    const [again] = await pendingFindings(store.db, owner, 1);
    expect(again?.finding.severity).toBe('CRITICAL');
    const second = { key: again?.key ?? '', digest: again?.digest ?? '' };
    await recordOutcomes(store.db, owner, [{ of: second, repository: null, outcome }], later);
    expect(await pendingFindings(store.db, owner, 1)).toEqual([]);
    expect(await countOutcomes(store.db, owner)).toEqual(new Map([['not-located', 1]]));
    expect(await latestOutcomes(store.db, owner, 5)).toMatchObject([
      { report: outcome, at: later },
    ]);
    const events = await eventsOf(store.db, owner, { finding: of.key, limit: 10 });
    expect(events).toMatchObject([
      { kind: 'outcome.not-located', at: now, data: { reason: 'No code makes it.' } },
    ]);
    expect(typeof events[0]?.seq).toBe('number');
  });

  test('a delivery is stored once, and forgotten in time', async () => {
    const delivery = {
      id: 'd1',
      owner: 'deliveries',
      event: 'push',
      action: null,
      payload: '{"x":"\\u0000"}',
    };
    const stored = await Promise.all(
      Array.from({ length: 20 }, () => storeDelivery(store.db, delivery, now)),
    );
    expect(stored.filter((isNew) => isNew)).toHaveLength(1);
    expect(await deliveryById(store.db, 'deliveries', 'd1')).toEqual(delivery);
    expect(await deliveryById(store.db, 'other', 'd1')).toBeNull();
    expect(await forgetDeliveries(store.db, 'deliveries', later)).toBe(1);
  });

  test('changes are found by number, state and fingerprint, and counted for the limits', async () => {
    const change: StoredChange = {
      id: 'c1',
      repository: 'shop',
      branch: 'sprinkler/c1',
      number: 7,
      state: 'open',
      head: 'abc',
      fingerprints: ['p2', 'p1'],
      openedAt: now,
      closedAt: null,
      closedBy: null,
      data: { title: 'fix' },
    };
    await saveChange(store.db, 'changes', { ...change, number: null, state: 'planned' }, now);
    await saveChange(store.db, 'changes', change, now);
    const expected = [{ ...change, fingerprints: ['p1', 'p2'] }];
    expect(await changesOf(store.db, 'changes', 'shop', { number: 7 })).toEqual(expected);
    expect(await changesOf(store.db, 'changes', 'shop', { fingerprints: ['p1', 'x'] })).toEqual(
      expected,
    );
    expect(await changesOf(store.db, 'changes', 'shop', { states: ['declined'] })).toEqual([]);
    expect(await changesOf(store.db, 'other', 'shop')).toEqual([]);
    expect(await countChanges(store.db, 'changes', 'shop', later)).toEqual({
      open: 1,
      openedSince: 0,
    });
  });

  test('the index keeps blobs by SHA and knows which are missing', async () => {
    const owner = 'index';
    const repository = {
      name: 'shop',
      githubId: 9_007_199_254_740_991,
      visibility: 'private',
      archived: false,
      fork: false,
      defaultBranch: 'main',
      skipReason: null,
    } as const;
    await saveRepository(store.db, owner, repository, now);
    await saveIndex(store.db, owner, 'shop', 'commit1', [
      { path: 'main.tf', mode: '100644', sha: 's1' },
    ]);
    await saveRepository(store.db, owner, repository, later);
    expect(await repositoriesOf(store.db, owner)).toEqual([
      { ...repository, indexedCommit: 'commit1' },
    ]);
    const content = Uint8Array.from([0, 255, 10]);
    await saveBlobs(store.db, owner, [
      { sha: 's1', content, reason: null },
      { sha: 's2', content: null, reason: 'too large' },
    ]);
    expect(await unknownBlobs(store.db, owner, ['s1', 's2', 's3', 's3'])).toEqual(['s3']);
    expect(await unknownBlobs(store.db, 'other', ['s1'])).toEqual(['s1']);
    const blobs = await blobsBySha(store.db, owner, ['s1', 's2']);
    expect([...(blobs.get('s1')?.content ?? [])]).toEqual([0, 255, 10]);
    expect(blobs.get('s2')).toMatchObject({ content: null, reason: 'too large' });
    expect(await forgetUnusedBlobs(store.db, owner)).toBe(1);
    expect(await indexedFiles(store.db, owner, 'shop')).toHaveLength(1);
    await forgetRepository(store.db, owner, 'shop');
    expect(await repositoriesOf(store.db, owner)).toEqual([]);
  });

  test('a remediation keeps its state, and each new one is an event', async () => {
    const remediation = {
      repository: 'shop',
      fingerprint: 'p1',
      state: 'located',
      template: 't',
      address: 'aws_s3_bucket.a',
      data: null,
    };
    await saveRemediations(store.db, 'states', [{ ...remediation, at: now }]);
    await saveRemediations(store.db, 'states', [{ ...remediation, at: later }]);
    const proposed = { ...remediation, state: 'proposed', data: { change: 'c1' } };
    await saveRemediations(store.db, 'states', [{ ...proposed, at: later }]);
    const asked = ['p1', 'p2'].map((fingerprint) => ({ repository: 'shop', fingerprint }));
    expect(await remediationsOf(store.db, 'states', asked)).toEqual([proposed]);
    const events = await eventsOf(store.db, 'states', { fingerprint: 'p1', since: now, limit: 5 });
    expect(events.map(({ kind, at, data }) => ({ kind, at, data }))).toEqual([
      { kind: 'remediation.located', at: now, data: { from: null } },
      { kind: 'remediation.proposed', at: later, data: { from: 'located' } },
    ]);
  });

  test('a cursor is where it was put', async () => {
    expect(await cursorOf(store.db, 'sources', 'hub')).toBeNull();
    await saveCursor(store.db, 'sources', 'hub', { token: 'a' }, now);
    await saveCursor(store.db, 'sources', 'hub', { token: 'b' }, later);
    expect(await cursorOf(store.db, 'sources', 'hub')).toEqual({ token: 'b' });
  });

  test('a Terraform state is what it last said, and says whether that is new', async () => {
    const object = { bucket: 'states', key: 'live/a.tfstate' };
    const parts = [{ id: 'vol-1', what: 'root volume\u0000' }];
    const web = { address: 'aws_instance.web', type: 'aws_instance', ids: ['i-1'], parts };
    const save = (version: string | null, resources: readonly (typeof web)[], at = now) =>
      saveState(store.db, 'sources', { ...object, version }, resources, at);
    expect(await save('"1"', [{ ...web, address: 'aws_instance.old' }])).toBe(true);
    expect(await save('"2"', [web])).toBe(true);
    expect(await save('"3"', [web], later)).toBe(false);
    expect(await knownStates(store.db, 'sources')).toEqual([
      { ...object, version: '"3"', changedAt: now },
    ]);
    const kept = { ...web, parts: [{ id: 'vol-1', what: 'root volume\ufffd' }] };
    expect(await statesOf(store.db, 'sources')).toEqual([{ object, resources: [kept] }]);
    expect(await statesOf(store.db, 'other')).toEqual([]);
    expect(await forgetState(store.db, 'other', object)).toBe(false);
    expect(await forgetState(store.db, 'sources', object)).toBe(true);
    expect(await statesOf(store.db, 'sources')).toEqual([]);
  });

  test('purging an owner leaves nothing of it in any table or queue, and all of the others', async () => {
    for (const owner of ['gone', 'stays']) {
      await saveOwner(store.db, { owner, login: owner, installation: 1, suspended: false }, now);
      await storeFindings(store.db, owner, [finding()], now);
      await storeDelivery(
        store.db,
        { id: owner, owner, event: 'e', action: null, payload: '' },
        now,
      );
      await saveBlobs(store.db, owner, [{ sha: 's', content: null, reason: 'r' }]);
      await store.queue.enqueue(idle, { owner, n: 1 });
    }
    await store.db.transaction().execute((transaction) => purgeOwner(transaction, 'gone'));
    await store.queue.purge('gone');
    const counted = await sql<{ table_name: keyof Tables }>`
      select table_name from information_schema.columns
      where column_name = 'owner' and table_schema = 'public'`.execute(store.db);
    expect(counted.rows.length).toBeGreaterThan(10);
    for (const { table_name: table } of counted.rows) {
      const rows = await store.db
        .selectFrom(table)
        .where('owner', '=', 'gone')
        .selectAll()
        .execute();
      expect(rows).toEqual([]);
    }
    expect(await ownerNamed(store.db, 'gone')).toBeNull();
    expect(await ownerNamed(store.db, 'stays')).toMatchObject({ installation: 1 });
    expect((await installedOwners(store.db)).map((entry) => entry.owner)).toEqual(['stays']);
    const depths = await store.queue.depths();
    expect(depths).toContainEqual({ job: 'idle', waiting: 1, running: 0 });
  });

  test('a job exists only once its transaction is committed', async () => {
    const enqueue = (commit: boolean) =>
      store.db.transaction().execute(async (transaction) => {
        await store.queue.enqueue(
          oneWaiting,
          { owner: 'tx', n: 1 },
          { transaction, key: `${commit}` },
        );
        if (!commit) throw new Error('rolled back');
      });
    await expect(enqueue(false)).rejects.toThrow('rolled back');
    await enqueue(true);
    const depths = await store.queue.depths();
    expect(depths).toContainEqual({ job: 'one-waiting', waiting: 1, running: 0 });
  });

  test('one that waits stands for all with its key', async () => {
    const enqueue = () => store.queue.enqueue(oneWaiting, { owner: 'w', n: 1 }, { key: 'same' });
    const added = await Promise.all([enqueue(), enqueue(), enqueue()]);
    expect(added.filter((isNew) => isNew)).toHaveLength(1);
  });

  test('jobs of one key run one after the other, those of others beside them, none pausing', async () => {
    const running = new Map<string, number>();
    let most = 0;
    let together = 0;
    let done = 0;
    for (let n = 0; n < 12; n++) {
      await store.queue.enqueue(oneRunning, { owner: 'o', n }, { key: `k${n % 2}` });
    }
    const started = performance.now();
    await store.queue.work(
      oneRunning,
      async ({ payload }) => {
        const key = `k${payload.n % 2}`;
        running.set(key, (running.get(key) ?? 0) + 1);
        most = Math.max(most, running.get(key) ?? 0);
        together = Math.max(
          together,
          [...running.values()].reduce((a, b) => a + b),
        );
        await sleep(30);
        running.set(key, (running.get(key) ?? 0) - 1);
        done++;
      },
      4,
    );
    await expect.poll(() => done, { timeout: 20_000 }).toBe(12);
    expect(most).toBe(1);
    expect(together).toBe(2);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('a job that keeps failing becomes a dead letter that can be tried again', async () => {
    let fails = true;
    let done = 0;
    await store.queue.work(
      failing,
      async ({ payload }) => {
        if (!fails) done++;
        else if (payload.n === 1) throw new OutsideError('refused', { retryable: false });
      },
      1,
    );
    await store.queue.enqueue(failing, { owner: 'dead', n: 1 });
    await expect
      .poll(() => store.queue.deadLetters(10), { timeout: 15_000 })
      .toMatchObject([
        { job: 'failing', owner: 'dead', payload: { n: 1 }, reason: 'refused', tries: 1 },
      ]);
    fails = false;
    expect(await store.queue.retryDeadLetters()).toBe(1);
    await expect.poll(() => done, { timeout: 15_000 }).toBe(1);
    expect(await store.queue.deadLetters(10)).toEqual([]);
  });

  test('a job whose payload is not what its kind wants is a dead letter that says so', async () => {
    const other = { ...free, payload: failing.payload };
    await store.queue.work(free, async () => undefined, 1);
    await store.queue.enqueue({ ...other }, { owner: 'bad', n: Number.NaN });
    await expect
      .poll(async () => (await store.queue.deadLetters(10)).map((letter) => letter.reason), {
        timeout: 15_000,
      })
      .toEqual([expect.stringContaining('payload')]);
  });

  test('the store says that it answers', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });
});
