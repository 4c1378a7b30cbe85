import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OperatorOwner } from '../../../src/config/operator/config.ts';
import { createLog } from '../../../src/foundation/log.ts';
import { JOB_KINDS } from '../../../src/jobs/kinds.ts';
import {
  drainQueuesJob,
  pollConfigJob,
  pollSecurityHubJob,
  recheckJob,
  sweepSecurityHubJob,
  takeMessage,
  writeBackJob,
} from '../../../src/jobs/sources/kinds.ts';
import { workOnSources } from '../../../src/jobs/sources/run.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { fakeConfig } from '../../aws-fakes/config-service.ts';
import { fakeSecurityHub, hubFinding } from '../../aws-fakes/security-hub.ts';
import { awsFault } from '../../aws-fakes/server.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../../aws-fakes/setting.ts';
import { fakeQueue } from '../../aws-fakes/sqs.ts';
import { embeddedDatabases, type TestDatabases } from '../../store/databases.ts';

const hub = fakeSecurityHub();
const config = fakeConfig();
const queue = fakeQueue();
const now = new Date('2026-01-02T00:00:00Z');
const owner: OperatorOwner = {
  owner: 'acme',
  accounts: null,
  findingsTokens: [],
  sources: [
    { kind: 'security-hub', ...ownAccess, products: [], severities: [], writeBack: true },
    { kind: 'config', ...ownAccess, aggregator: null },
    { kind: 'sqs', ...ownAccess, queueUrl: 'https://sqs.invalid/1/q' },
  ],
  state: [],
};

let databases: TestDatabases;
let store: Store;
let setting: AwsSetting;

beforeAll(async () => {
  databases = await embeddedDatabases();
  const log = createLog('silent');
  store = await openStore(await databases.fresh(), { jobs: JOB_KINDS, log });
  setting = await openAwsSetting([hub.service, config.service, queue.service], { maxAttempts: 2 });
  const { db } = store;
  const clock = { now: () => now };
  const context = { db, queue: store.queue, clock, clients: setting.clients, log };
  await workOnSources(context, { owners: new Map([[owner.owner, owner]]) });
});
afterAll(async () => {
  await store.close(1000);
  await setting.close();
  await databases.stop();
});

/** Passes the pauses between tries, until the jobs with these names are all done or given up on. */
async function untilOver(names: readonly string[]): Promise<void> {
  for (;;) {
    const left = await sql`
      update pgboss.job set start_after = now()
      where state <= 'active' and name = any(${[...names]}::text[]) returning name`.execute(
      store.db,
    );
    if (left.rows.length === 0) return;
    await sleep(100);
  }
}

async function findings(): Promise<readonly string[]> {
  const rows = await store.db.selectFrom('findings').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

test('work on every kind of source that was given up on is done when it is tried again', async () => {
  hub.findings.set('from-hub', hubFinding('from-hub'));
  config.rules.push({
    name: 'public-buckets',
    account: '111111111111',
    region: 'eu-west-1',
    identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    parameters: {},
    type: 'AWS::S3::Bucket',
    verdicts: new Map([['from-config', 'NON_COMPLIANT']]),
  });
  queue.put(JSON.stringify({ detail: { findings: [hubFinding('from-queue')] } }));
  const kept = JSON.stringify({ detail: { findings: [hubFinding('from-message')] } });
  const pullRequest = 'https://github.com/acme/infra/pull/7';
  const jobs = store.queue;

  const tables = ['findings', 'follow_ups'];
  for (const table of tables)
    await sql.raw(`alter table ${table} rename to ${table}_away`).execute(store.db);
  const readers = [pollSecurityHubJob, sweepSecurityHubJob, pollConfigJob, recheckJob];
  for (const job of [...readers, drainQueuesJob]) await jobs.enqueue(job, { owner: 'acme' });
  await jobs.enqueue(takeMessage, { owner: 'acme', source: 'sqs', body: kept });
  // Fourteen tries would take the test long.
  await sql`update pgboss.job set retry_limit = 1`.execute(store.db);
  const names = [...readers, takeMessage].map(({ name }) => name);
  await untilOver([...names, drainQueuesJob.name]);
  const denied = awsFault('AccessDeniedException', 403);
  setting.fake.faults.push(denied);
  await jobs.enqueue(writeBackJob, { owner: 'acme', findings: ['from-hub'], pullRequest });
  names.push(writeBackJob.name);
  await untilOver(names);
  const dead = await jobs.deadLetters(20);
  // A queue gives what was not taken again by itself.
  expect(dead.map(({ job }) => job).sort()).toEqual([...names].sort());
  expect(dead.map(({ reason }) => reason)).not.toContain('unknown');

  for (const table of tables)
    await sql.raw(`alter table ${table}_away rename to ${table}`).execute(store.db);
  queue.showAll();
  await jobs.enqueue(drainQueuesJob, { owner: 'acme' });
  expect(await jobs.retryDeadLetters()).toBe(names.length);
  await untilOver([...names, drainQueuesJob.name]);
  expect(await jobs.deadLetters(20)).toEqual([]);
  expect(await findings()).toEqual([
    expect.stringContaining('from-config'),
    'from-hub',
    'from-message',
    'from-queue',
  ]);
  expect(queue.messages).toEqual([]);
  expect(hub.findings.get('from-hub')).toMatchObject({ Workflow: { Status: 'NOTIFIED' } });
}, 120_000);
