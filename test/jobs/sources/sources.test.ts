import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  ConfigSource,
  FindingSource,
  OperatorOwner,
  SecurityHubSource,
} from '../../../src/config/operator/config.ts';
import { createLog } from '../../../src/foundation/log.ts';
import { FOLLOW_UP_JOB_KINDS } from '../../../src/jobs/follow-up/kinds.ts';
import { remediateFindings } from '../../../src/jobs/kinds.ts';
import { type SourceContext, sourceName } from '../../../src/jobs/sources/context.ts';
import { drainFindingsQueue, retryMessage } from '../../../src/jobs/sources/drain-queues.ts';
import { eachSource } from '../../../src/jobs/sources/each-source.ts';
import { SOURCE_JOB_KINDS, takeMessage } from '../../../src/jobs/sources/kinds.ts';
import { askConfigAgain, pollConfig } from '../../../src/jobs/sources/poll-config.ts';
import { pollSecurityHub } from '../../../src/jobs/sources/poll-security-hub.ts';
import { sweepSecurityHub } from '../../../src/jobs/sources/sweep-security-hub.ts';
import { writeBackFindings } from '../../../src/jobs/sources/write-back.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { cursorOf } from '../../../src/store/cursors.ts';
import { eventsOf } from '../../../src/store/events.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { fakeConfig } from '../../aws-fakes/config-service.ts';
import { fakeSecurityHub, hubFinding } from '../../aws-fakes/security-hub.ts';
import { awsFault, type FakeService } from '../../aws-fakes/server.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../../aws-fakes/setting.ts';
import { fakeQueue } from '../../aws-fakes/sqs.ts';
import { fakeSts } from '../../aws-fakes/sts.ts';
import { embeddedDatabases, type TestDatabases } from '../../store/databases.ts';

const hub = fakeSecurityHub();
const config = fakeConfig();
const queue = fakeQueue();
const signal = new AbortController().signal;
const hubSource: SecurityHubSource = {
  kind: 'security-hub',
  ...ownAccess,
  products: [],
  severities: [],
  writeBack: true,
};
const configSource: ConfigSource = { kind: 'config', ...ownAccess, aggregator: null };
const queueSource = { kind: 'sqs' as const, ...ownAccess, queueUrl: 'https://sqs.invalid/1/q' };

let databases: TestDatabases;
let store: Store;
let setting: AwsSetting;
let context: SourceContext;
let now: Date;
/** Answers first, where a test asks by role. */
let byRole: FakeService;
const byRoleFirst: FakeService = (call) => byRole(call);
let count = 0;
let owner: OperatorOwner;

beforeAll(async () => {
  databases = await embeddedDatabases();
  const log = createLog('silent');
  const jobs = [remediateFindings, ...SOURCE_JOB_KINDS, ...FOLLOW_UP_JOB_KINDS];
  store = await openStore(await databases.fresh(), { jobs, log });
  const services = [byRoleFirst, hub.service, config.service, queue.service];
  setting = await openAwsSetting(services, { maxAttempts: 3 });
  const clock = { now: () => now };
  context = { db: store.db, queue: store.queue, clock, clients: setting.clients, log };
});
afterAll(async () => {
  await store.close(1000);
  await setting.close();
  await databases.stop();
});
beforeEach(() => {
  now = new Date('2026-01-02T00:00:00Z');
  hub.findings.clear();
  config.rules.length = 0;
  config.resources.length = 0;
  queue.messages.length = 0;
  byRole = () => null;
  setting.fake.faults.length = 0;
  owner = ownerWith([hubSource, configSource, queueSource]);
});

function ownerWith(sources: readonly FindingSource[]): OperatorOwner {
  const accounts = new Set(['111111111111']);
  return { owner: `owner-${++count}`, accounts, findingsTokens: [], sources, state: [] };
}

function at(minutes: number): string {
  return new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();
}

async function stored(): Promise<Record<string, string>> {
  const rows = await store.db
    .selectFrom('findings')
    .select(['id', 'status', 'active'])
    .where('owner', '=', owner.owner)
    .orderBy('id')
    .execute();
  return Object.fromEntries(
    rows.map(({ id, status, active }) => [id, active ? status : `${status} (closed)`]),
  );
}

const poll = (from: SourceContext = context) =>
  pollSecurityHub(from, { owner, source: hubSource, signal });
const sweep = () => sweepSecurityHub(context, { owner, source: hubSource, signal });

describe('Security Hub', () => {
  test('what fails is taken in, what passes only if it failed before, what is another account’s never', async () => {
    hub.findings.set('fails', hubFinding('fails'));
    hub.findings.set(
      'passed',
      hubFinding('passed', { Compliance: { Status: 'PASSED', SecurityControlId: 'S3.8' } }),
    );
    hub.findings.set('foreign', hubFinding('foreign', { AwsAccountId: '999999999999' }));
    await poll();
    expect(await stored()).toEqual({ fails: 'failed' });
    const finding = hub.findings.get('fails');
    if (finding) {
      finding.Compliance = { Status: 'PASSED', SecurityControlId: 'S3.8' };
      finding.Workflow = { Status: 'RESOLVED' };
      finding.UpdatedAt = at(60);
    }
    await poll();
    expect(await stored()).toEqual({ fails: 'passed (closed)' });
  });

  test('after a crash between two pages it goes on where it was, and misses nothing', async () => {
    for (let n = 0; n < 350; n++)
      hub.findings.set(`f${n}`, hubFinding(`f${n}`, { UpdatedAt: at(n) }));
    let calls = 0;
    const crashing = {
      ...context,
      queue: {
        ...store.queue,
        enqueue: async () => {
          if (++calls === 3) throw new Error('killed');
          return true;
        },
      } as unknown as SourceContext['queue'],
    };
    await expect(poll(crashing)).rejects.toThrow('killed');
    expect(Object.keys(await stored())).toHaveLength(199); // Two pages; the second began a second earlier.
    setting.fake.calls.length = 0;
    await poll();
    expect(Object.keys(await stored())).toHaveLength(350);
    expect(setting.fake.calls.length).toBeLessThan(4);
  });

  test('a late finding within the overlap is not missed', async () => {
    hub.findings.set('a', hubFinding('a', { UpdatedAt: at(100) }));
    await poll();
    hub.findings.set('late', hubFinding('late', { UpdatedAt: at(90) }));
    await poll();
    expect(Object.keys(await stored())).toEqual(['a', 'late']);
    expect(await cursorOf(store.db, owner.owner, `poll ${sourceName(hubSource)}`)).toEqual({
      updatedTo: at(100),
    });
  });

  test('the sweep sees what moved no time: a person who suppressed, and a finding that is gone', async () => {
    for (const id of ['kept', 'suppressed', 'gone', 'old'])
      hub.findings.set(id, hubFinding(id, { UpdatedAt: at(10) }));
    hub.findings.set('kept', hubFinding('kept', { UpdatedAt: at(600) }));
    hub.findings.delete('old');
    await poll();
    hub.findings.set('old', hubFinding('old', { UpdatedAt: at(-100_000) }));
    hub.findings.set(
      'suppressed',
      hubFinding('suppressed', { UpdatedAt: at(10), Workflow: { Status: 'SUPPRESSED' } }),
    );
    hub.findings.delete('gone');
    now = new Date('2026-01-03T00:00:00Z');
    await poll();
    expect(await stored()).toEqual({ gone: 'failed', kept: 'failed', suppressed: 'failed' });
    await sweep();
    expect(await stored()).toEqual({
      gone: 'not-available (closed)',
      kept: 'failed',
      old: 'failed',
      suppressed: 'failed (closed)',
    });
  });

  test('one source that is down is written down and touches no other', async () => {
    hub.findings.set('f', hubFinding('f'));
    const broken: SecurityHubSource = { ...hubSource, region: 'us-east-1' };
    setting.fake.faults.push(awsFault('AccessDeniedException', 403));
    await eachSource(context, owner, [broken], signal, pollSecurityHub);
    await eachSource(context, owner, [hubSource], signal, pollSecurityHub);
    expect(await stored()).toEqual({ f: 'failed' });
    const [event] = await eventsOf(store.db, owner.owner, { limit: 1 });
    expect(event).toMatchObject({
      kind: 'source.failed',
      data: { source: sourceName(broken), reason: expect.stringContaining('AccessDenied') },
    });
  });

  test('throttled in the middle, it goes on', async () => {
    for (let n = 0; n < 250; n++)
      hub.findings.set(`f${n}`, hubFinding(`f${n}`, { UpdatedAt: at(n) }));
    setting.fake.faults.push(null, awsFault('TooManyRequestsException', 429));
    await poll();
    expect(Object.keys(await stored())).toHaveLength(250);
  });

  test.each([
    ['a page that leads back to itself', ['A', 'A', 'A']],
    ['a circle of pages', ['A', 'A', 'B', 'C', 'A']],
  ])('%s is an error of that source, and what came before it is kept', async (_, tokens) => {
    // The first question has no beginning; once there is a time, another begins at it.
    for (const [index, NextToken] of tokens.entries()) {
      const Findings = [hubFinding(`f${index}`)];
      setting.fake.faults.push({ status: 200, body: JSON.stringify({ Findings, NextToken }) });
    }
    await eachSource(context, owner, [hubSource], signal, pollSecurityHub);
    expect(Object.keys(await stored())).toContain('f0');
    const events = await eventsOf(store.db, owner.owner, { limit: 10 });
    expect(events.at(-1)).toMatchObject({
      kind: 'source.failed',
      data: { reason: expect.stringContaining('leads back to itself') },
    });
  });

  test.each([
    ['no JSON', '{"Findings": [', /SyntaxError|JSON/],
    ['no list', '{"Findings": {"0": {}}}', /no list of findings/],
    ['nothing', '', /no list of findings/],
  ])('an answer of %s is an error of that source, and the mark stays', async (_, body, reason) => {
    for (let times = 0; times < 3; times++) setting.fake.faults.push({ status: 200, body });
    await eachSource(context, owner, [hubSource], signal, pollSecurityHub);
    const events = await eventsOf(store.db, owner.owner, { limit: 10 });
    expect(events.map(({ kind }) => kind)).toEqual(['source.failed']);
    expect(events[0]?.data).toMatchObject({ reason: expect.stringMatching(reason) });
    expect(await cursorOf(store.db, owner.owner, `poll ${sourceName(hubSource)}`)).toBeNull();
    setting.fake.faults.length = 0;
  });

  test('several accounts are read side by side, each by its role; a region that aggregates tells of the others', async () => {
    const accounts = ['111111111111', '222222222222'];
    const hubs = accounts.map((account) => {
      const each = fakeSecurityHub();
      for (const region of ['eu-west-1', 'us-east-1'])
        each.findings.set(
          `${account} ${region}`,
          hubFinding(`${account} ${region}`, {
            AwsAccountId: account,
            Region: region,
            Resources: [{ Id: `arn:aws:s3:::b-${region}`, Type: 'AwsS3Bucket', Region: region }],
          }),
        );
      return each;
    });
    const roleOf = (account: string) => `arn:aws:iam::${account}:role/r${account}`;
    const roles = new Map(accounts.map((account) => [roleOf(account), 'acme-id']));
    // Who asks decides which account's Security Hub answers.
    const own: FakeService = (call) =>
      hubs[accounts.findIndex((account) => call.accessKey === `KEY-r${account}`)]?.service(call) ??
      null;
    const sts = fakeSts(roles);
    byRole = (call) => sts(call) ?? own(call);
    const sources = accounts.map((account) => ({
      ...hubSource,
      roleArn: roleOf(account),
      externalId: 'acme-id',
    }));
    owner = { ...ownerWith(sources), accounts: new Set(accounts) };
    const read = () =>
      eachSource(context, owner, sources, signal, (_, reading) =>
        pollSecurityHub(context, reading),
      );
    await read();
    expect(await stored()).toEqual(
      Object.fromEntries(
        accounts.flatMap((account) => [
          [`${account} eu-west-1`, 'failed'],
          [`${account} us-east-1`, 'failed'],
        ]),
      ),
    );
    const rows = await store.db
      .selectFrom('findings')
      .select(['account', 'region'])
      .where('owner', '=', owner.owner)
      .where('id', 'like', '% us-east-1')
      .orderBy('account')
      .execute();
    expect(rows).toEqual(accounts.map((account) => ({ account, region: 'us-east-1' })));

    // Each has a mark of its own: one that is down keeps no other from going on.
    const [first, second] = hubs;
    for (const [each, account] of [
      [first, accounts[0]],
      [second, accounts[1]],
    ] as const)
      each?.findings.set(
        `${account} later`,
        hubFinding(`${account} later`, { AwsAccountId: account ?? '', UpdatedAt: at(30) }),
      );
    setting.fake.faults.push(awsFault('AccessDeniedException', 403));
    await read();
    const later = async () => Object.keys(await stored()).filter((id) => id.endsWith('later'));
    expect(await later()).toHaveLength(1);
    await read();
    expect(await later()).toHaveLength(2);
  });

  test('a finding that stands twice on a page is one, the later word of it', async () => {
    const Findings = [
      hubFinding('twice', { UpdatedAt: at(1) }),
      hubFinding('twice', { UpdatedAt: at(2) }),
    ];
    setting.fake.faults.push({ status: 200, body: JSON.stringify({ Findings }) });
    await poll();
    expect(await stored()).toEqual({ twice: 'failed' });
  });

  test('hostile findings among good ones are passed over', async () => {
    hub.findings.set('good', hubFinding('good'));
    const body = {
      Findings: [
        hubFinding('good'),
        { Id: 7, ProductArn: {}, Resources: 'none' },
        { ...hubFinding('x'), Resources: [] },
        JSON.parse('{"__proto__": {"polluted": true}}'),
      ],
    };
    setting.fake.faults.push({ status: 200, body: JSON.stringify(body) });
    await poll();
    expect(await stored()).toEqual({ good: 'failed' });
    expect({}).not.toHaveProperty('polluted');
  });

  test('a pull request is told to Security Hub, and its echo is ignored', async () => {
    hub.findings.set('f', hubFinding('f'));
    await poll();
    const pullRequest = 'https://github.com/acme/infra/pull/7';
    const job = { owner: owner.owner, findings: ['f'], pullRequest };
    await writeBackFindings(context, owner, job, signal);
    expect(hub.findings.get('f')).toMatchObject({
      Workflow: { Status: 'NOTIFIED' },
      Note: { Text: expect.stringContaining(pullRequest) },
    });
    queue.put(JSON.stringify({ detail: { findings: [hub.findings.get('f')] } }));
    const before = await eventsOf(store.db, owner.owner, { limit: 100 });
    await drainFindingsQueue(context, { owner, source: queueSource, signal });
    expect(queue.messages).toEqual([]);
    expect(await eventsOf(store.db, owner.owner, { limit: 100 })).toEqual(before);
  });
});

describe('Config', () => {
  const read = () => pollConfig(context, { owner, source: configSource, signal });
  const rule = (verdicts: Record<string, 'COMPLIANT' | 'NON_COMPLIANT'>) => {
    const made = {
      name: 'any-name',
      account: '111111111111',
      region: 'eu-west-1',
      identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
      parameters: {},
      type: 'AWS::S3::Bucket',
      verdicts: new Map(Object.entries(verdicts)),
    };
    config.rules.push(made);
    return made;
  };

  test('a rule is known by its source identifier, a resource by its configuration and tags', async () => {
    rule({ site: 'NON_COMPLIANT', fine: 'COMPLIANT' });
    config.resources.push({
      id: 'site',
      type: 'AWS::S3::Bucket',
      account: '111111111111',
      region: 'eu-west-1',
      name: 'site',
      arn: 'arn:aws:s3:::site',
      tags: { team: 'web' },
      configuration: { name: 'site' },
    });
    await read();
    const row = await store.db
      .selectFrom('findings')
      .select('finding')
      .where('owner', '=', owner.owner)
      .executeTakeFirstOrThrow();
    expect(row.finding).toMatchObject({
      source: 'aws-config',
      control: 'S3.8',
      status: 'failed',
      resource: { id: 'arn:aws:s3:::site', account: '111111111111', tags: { team: 'web' } },
    });
  });

  test('an answer without a list closes nothing: it is an error of the source', async () => {
    rule({ a: 'NON_COMPLIANT' });
    await read();
    const before = await stored();
    setting.fake.faults.push(null, null, { status: 200, body: '{"nonsense":true}' });
    await expect(read()).rejects.toThrow('where a list should be is none');
    expect(await stored()).toEqual(before);
  });

  test('what complies now has passed; what has no verdict any more is closed, not fixed', async () => {
    const { verdicts } = rule({ a: 'NON_COMPLIANT', b: 'NON_COMPLIANT', c: 'NON_COMPLIANT' });
    await read();
    verdicts.set('a', 'COMPLIANT');
    verdicts.delete('b');
    config.time += 3600;
    now = new Date('2026-01-03T00:00:00Z');
    await read();
    const id = (resource: string) =>
      `aws-config:111111111111:eu-west-1:any-name:AWS::S3::Bucket:${resource}`;
    expect(await stored()).toEqual({
      [id('a')]: 'passed',
      [id('b')]: 'not-available (closed)',
      [id('c')]: 'failed',
    });
  });
});

describe('asking again', () => {
  const id = (name: string, resource: string) =>
    `aws-config:111111111111:eu-west-1:${name}:AWS::S3::Bucket:${resource}`;
  const rule = (name: string, verdicts: Record<string, 'COMPLIANT' | 'NON_COMPLIANT'>) => {
    const made = {
      name,
      account: '111111111111',
      region: 'eu-west-1',
      identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
      parameters: {},
      type: 'AWS::S3::Bucket',
      verdicts: new Map(Object.entries(verdicts)),
    };
    config.rules.push(made);
    return made;
  };
  const findings = async (): Promise<Finding[]> => {
    const rows = await store.db
      .selectFrom('findings')
      .select('finding')
      .where('owner', '=', owner.owner)
      .orderBy('id')
      .execute();
    return rows.map(({ finding }) => finding);
  };

  test.each([null, 'all'])(
    'Config is asked by resource, or through the aggregator %s by rule, for no other verdict',
    async (aggregator) => {
      const source: ConfigSource = { ...configSource, aggregator };
      const asked = { owner, source, signal };
      const one = rule('one', { a: 'NON_COMPLIANT', b: 'NON_COMPLIANT', c: 'NON_COMPLIANT' });
      rule('two', { a: 'NON_COMPLIANT' });
      await pollConfig(context, asked);
      one.verdicts.set('a', 'COMPLIANT');
      one.verdicts.delete('b');
      config.time += 3600;
      now = new Date('2026-01-03T00:00:00Z');
      const wanted = (await findings()).filter((each) =>
        [id('one', 'a'), id('one', 'b')].includes(each.id),
      );
      setting.fake.calls.length = 0;
      await askConfigAgain(context, asked, wanted);
      expect(await stored()).toEqual({
        [id('one', 'a')]: 'passed',
        [id('one', 'b')]: 'not-available (closed)',
        [id('one', 'c')]: 'failed',
        [id('two', 'a')]: 'failed',
      });
      const questions = new Set(setting.fake.calls.map(({ operation }) => operation.split('.')[1]));
      expect(questions).toEqual(
        new Set(
          aggregator === null
            ? ['DescribeConfigRules', 'GetComplianceDetailsByResource', 'SelectResourceConfig']
            : ['GetAggregateComplianceDetailsByConfigRule', 'SelectAggregateResourceConfig'],
        ),
      );
    },
  );

  test('the time at which Config recorded a configuration comes with the finding', async () => {
    rule('one', { site: 'NON_COMPLIANT' });
    config.resources.push({
      id: 'site',
      type: 'AWS::S3::Bucket',
      account: '111111111111',
      region: 'eu-west-1',
      name: 'site',
      arn: 'arn:aws:s3:::site',
      tags: {},
      configuration: { name: 'site' },
      capturedAt: '2026-01-01T10:00:00.000Z',
    });
    await pollConfig(context, { owner, source: configSource, signal });
    expect(await findings()).toMatchObject([{ configuredAt: '2026-01-01T10:00:00.000Z' }]);
  });
});

describe('a queue', () => {
  const drain = () => drainFindingsQueue(context, { owner, source: queueSource, signal });

  test('findings of EventBridge are taken in; what cannot be read is a dead letter with its reason', async () => {
    const event = { 'detail-type': 'Security Hub Findings - Imported', source: 'aws.securityhub' };
    queue.put(JSON.stringify({ ...event, detail: { findings: [hubFinding('f')] } }));
    queue.put('not json at all');
    await drain();
    expect(await stored()).toEqual({ f: 'failed' });
    expect(queue.messages).toEqual([]);
    await store.queue.work(takeMessage, ({ payload }) => retryMessage(context, owner, payload), 1);
    let letters = await store.queue.deadLetters(10);
    for (let tries = 0; letters.length === 0 && tries < 100; tries++) {
      await sleep(100);
      letters = await store.queue.deadLetters(10);
    }
    expect(letters).toMatchObject([
      {
        job: 'take-message',
        reason: expect.stringContaining('not JSON'),
        payload: { body: 'not json at all' },
      },
    ]);
  });
});
