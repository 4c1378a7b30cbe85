import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OperatorOwner, SecurityHubSource } from '../../../src/config/operator/config.ts';
import { createLog } from '../../../src/foundation/log.ts';
import { clockSamples, readClocks } from '../../../src/jobs/clocks.ts';
import { followUpOwner, ORDINARY_PATIENCE } from '../../../src/jobs/follow-up/follow-up.ts';
import { FOLLOW_UP_JOB_KINDS, type SayFollowUp } from '../../../src/jobs/follow-up/kinds.ts';
import { noteEvent } from '../../../src/jobs/follow-up/note-event.ts';
import { noteOutcomes } from '../../../src/jobs/follow-up/note-outcomes.ts';
import { remediateFindings } from '../../../src/jobs/kinds.ts';
import type { SourceContext } from '../../../src/jobs/sources/context.ts';
import { pollSecurityHub } from '../../../src/jobs/sources/poll-security-hub.ts';
import { recheckFindings } from '../../../src/jobs/sources/recheck.ts';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import type { FindingOutcome, OutcomeKind } from '../../../src/model/outcome.ts';
import type { PullRequestEvent } from '../../../src/pipeline/follow-up/event.ts';
import { eventsOf } from '../../../src/store/events.ts';
import { pendingFindings } from '../../../src/store/findings.ts';
import { followUpEvents } from '../../../src/store/follow-up-events.ts';
import { recordOutcomes } from '../../../src/store/outcomes.ts';
import type { JobQueue } from '../../../src/store/queue/job-queue.ts';
import { remediationsOf } from '../../../src/store/remediations.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { fakeSecurityHub, hubFinding } from '../../aws-fakes/security-hub.ts';
import { awsFault } from '../../aws-fakes/server.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../../aws-fakes/setting.ts';
import { embeddedDatabases, postgresDatabases, type TestDatabases } from '../../store/databases.ts';

const hub = fakeSecurityHub();
const source: SecurityHubSource = {
  kind: 'security-hub',
  ...ownAccess,
  products: [],
  severities: [],
  writeBack: false,
};
const signal = new AbortController().signal;
const FINGERPRINT = 'aws.s3.block-public-access|main.tf|aws_s3_bucket.site';
const REMEDIATION = { repository: 'site', fingerprint: FINGERPRINT };

let databases: TestDatabases;
let store: Store;
let setting: AwsSetting;
let context: SourceContext;
let now: Date;
let owner: OperatorOwner;
let said: SayFollowUp['words'][];
let count = 0;

beforeEach(() => {
  said = [];
  now = at(0);
  hub.findings.clear();
  owner = {
    owner: `o${++count}`,
    accounts: null,
    findingsTokens: [],
    sources: [source],
    state: [],
  };
});

function at(hours: number): Date {
  return new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000);
}

async function follow(): Promise<string> {
  await followUpOwner({ ...context, patience: ORDINARY_PATIENCE }, owner.owner);
  const [remediation] = await remediationsOf(store.db, owner.owner, [REMEDIATION]);
  return remediation?.state ?? 'none';
}

function hubSays(status: string, hours: number, differs = {}): void {
  hub.findings.set(
    'f',
    hubFinding('f', {
      UpdatedAt: at(hours).toISOString(),
      Compliance: { Status: status, SecurityControlId: 'S3.8' },
      ...(status === 'PASSED' ? { Workflow: { Status: 'RESOLVED' } } : {}),
      ...differs,
    }),
  );
}

async function poll(hours: number): Promise<void> {
  now = at(hours);
  await pollSecurityHub(context, { owner, source, signal });
}

async function examined(hours: number, outcome: OutcomeKind): Promise<void> {
  now = at(hours);
  const findings = (await pendingFindings(store.db, owner.owner, 10)).map(({ finding }) => finding);
  const report: FindingOutcome = {
    id: 'f',
    source: 'security-hub',
    control: 'S3.8',
    resource: null,
    outcome,
    reason: null,
    location: null,
    template: 'aws.s3.block-public-access',
    risk: null,
    proofs: [],
    change: null,
  };
  const cause = {
    repository: 'site',
    fingerprint: FINGERPRINT,
    findings,
    outcome: report,
    codeSince: null,
  };
  await store.db
    .transaction()
    .execute((transaction) =>
      noteOutcomes({ queue: context.queue, transaction }, owner.owner, [cause], now),
    );
}

/** What came of the pending findings last: the source saw a setting otherwise than the code says. */
async function sawAnotherSetting(hours: number): Promise<void> {
  const differences = [{ name: 'block_public_acls', code: 'true', cloud: 'false' }];
  const pending = await pendingFindings(store.db, owner.owner, 10);
  const outcomes = pending.map((of) => ({
    of,
    repository: 'site',
    outcome: { outcome: 'already-fixed', differences } as unknown as FindingOutcome,
  }));
  await recordOutcomes(store.db, owner.owner, outcomes, at(hours));
}

async function pull(
  kind: PullRequestEvent['kind'],
  hours: number,
  number = 7,
  replaces = false,
): Promise<void> {
  now = at(hours);
  const event: PullRequestEvent = {
    kind,
    at: now,
    number,
    ...(kind === 'merged' ? { replaces } : {}),
  };
  await store.db
    .transaction()
    .execute((transaction) =>
      noteEvent(
        { queue: context.queue, transaction },
        owner.owner,
        'site',
        [FINGERPRINT],
        event,
        now,
      ),
    );
}

async function untilMerged(replaces = false, differs = {}): Promise<void> {
  hubSays('FAILED', -1, differs);
  await poll(0);
  await examined(1, 'fixed');
  await pull('proposed', 2);
  await pull('merged', 3, 7, replaces);
}

/** What Security Hub says of another resource than that of `f`. */
function hubSaysOfOther(id: string, status: string, firstSeen: number, tags = {}): void {
  hub.findings.set(
    id,
    hubFinding(id, {
      UpdatedAt: at(30).toISOString(),
      FirstObservedAt: at(firstSeen).toISOString(),
      Compliance: { Status: status, SecurityControlId: 'S3.8' },
      Resources: [
        { Id: `arn:aws:s3:::${id}`, Type: 'AwsS3Bucket', Region: 'eu-west-1', Tags: tags },
      ],
    }),
  );
}

describe.each([
  ['PGlite', embeddedDatabases],
  ['PostgreSQL', postgresDatabases],
])('from a poll to verified, on %s', (_, start) => {
  beforeAll(async () => {
    databases = await start();
    const log = createLog('silent');
    const jobs = [remediateFindings, ...FOLLOW_UP_JOB_KINDS];
    store = await openStore(await databases.fresh(), { jobs, log });
    setting = await openAwsSetting([hub.service]);
    // Notes what would be said instead of enqueueing it.
    const queue: Pick<JobQueue, 'enqueue'> = {
      enqueue: async (_, payload) => {
        if ('words' in payload) said.push(payload.words as SayFollowUp['words']);
        return true;
      },
    };
    const clock = { now: () => now };
    const { clients } = setting;
    context = { db: store.db, queue: queue as JobQueue, clock, clients, log };
  });
  afterAll(async () => {
    await store.close(1000);
    await setting.close();
    await databases.stop();
  });
  test('each step is stored with its own time, and the clocks can be read', async () => {
    await untilMerged();
    expect(await follow()).toBe('merged');
    hubSays('PASSED', 9);
    await poll(10);
    expect(await follow()).toBe('verified');
    const events = await eventsOf(store.db, owner.owner, { fingerprint: FINGERPRINT, limit: 100 });
    const steps = events.map((event) => [event.kind.replace('remediation.', ''), event.at]);
    expect(steps).toEqual([
      ['found', at(0)],
      ['located', at(1)],
      ['proposed', at(2)],
      ['merged', at(3)],
      ['applied', at(9)],
      ['verified', at(9)],
    ]);
    const report = await readClocks(store.db, owner.owner, { since: at(-1), now: at(24) });
    const medians = Object.values(report.clocks).map(({ median, unknown }) =>
      unknown > 0 ? 'unknown' : (median ?? 0) / 3_600_000,
    );
    // Nobody told when it was applied.
    expect(medians).toEqual([2, 1, 'unknown', 'unknown', 9]);
    expect(events.find(({ kind }) => kind === 'remediation.applied')?.data).toEqual({
      from: 'merged',
      by: null,
    });
  });

  test('the same steps delivered again change nothing', async () => {
    await untilMerged();
    hubSays('PASSED', 9);
    await poll(10);
    await follow();
    const before = await eventsOf(store.db, owner.owner, { limit: 100 });
    await pull('proposed', 2);
    await pull('merged', 3);
    await poll(11);
    expect(await follow()).toBe('verified');
    expect(await eventsOf(store.db, owner.owner, { limit: 100 })).toEqual(before);
  });

  test('code that is looked at again with the same result adds nothing', async () => {
    hubSays('FAILED', -1);
    await poll(0);
    const count = async () => (await followUpEvents(store.db, owner.owner, [REMEDIATION])).length;
    const counts: number[] = [];
    for (const [hours, outcome] of [
      [1, 'fixed'],
      [2, 'fixed'],
      [3, 'refused'],
      [4, 'fixed'],
      [5, 'fixed'],
    ] as const) {
      await examined(hours, outcome);
      await follow();
      counts.push(await count());
    }
    expect(counts).toEqual([2, 2, 3, 4, 4]);
  });

  test('it fails still a day after the merge: the source is asked, and one comment is made', async () => {
    await untilMerged();
    await follow();
    for (const hours of [10, 28.9, 30, 31, 60, 90]) {
      now = at(hours);
      await recheckFindings(context, owner, signal);
      expect(await follow()).toBe('merged');
      expect(said).toHaveLength(hours < 29 ? 0 : 1);
    }
    expect(said).toMatchObject([
      {
        kind: 'comment',
        pullRequest: 7,
        body: expect.stringContaining('has not evaluated it again'),
      },
    ]);
  });

  test('the setting that the source saw otherwise than the code says it is in the comment and in the issue', async () => {
    const row = '| `block_public_acls` | `true` | `false` |';
    await untilMerged();
    await sawAnotherSetting(4);
    await follow();
    now = at(30);
    await recheckFindings(context, owner, signal);
    await follow();
    expect(said).toMatchObject([{ kind: 'comment', body: expect.stringContaining(row) }]);
    hubSays('PASSED', 40);
    await poll(41);
    await follow();
    hubSays('FAILED', 100);
    await poll(101);
    await examined(102, 'already-fixed');
    await sawAnotherSetting(102);
    await follow();
    hubSays('FAILED', 140);
    await poll(141);
    await follow();
    expect(said.slice(1)).toMatchObject([
      { kind: 'comment', body: expect.stringContaining(row) },
      { kind: 'open-issue', body: expect.stringContaining(row) },
    ]);
  });

  test('what the source no longer has is closed, not verified', async () => {
    await untilMerged();
    await follow();
    hub.findings.clear();
    now = at(40);
    await recheckFindings(context, owner, signal);
    expect(await follow()).toBe('closed');
    expect(said).toEqual([]);
  });

  test.each([
    ['a new one with the same tags passes', true, ['PASSED', 10, { app: 'site' }], 'verified'],
    ['a new one with the same tags fails', true, ['FAILED', 10, { app: 'site' }], 'closed'],
    ['only another one passes', true, ['PASSED', 10, { app: 'other' }], 'closed'],
    ['only a sibling from before passes', true, ['PASSED', -50, { app: 'site' }], 'closed'],
    ['nothing was to be replaced', false, ['PASSED', 10, { app: 'site' }], 'closed'],
  ] as const)(
    'the source archives what the merge replaced, and %s',
    async (_, replaces, [status, firstSeen, tags], state) => {
      const Resources = [
        { Id: 'arn:aws:s3:::f', Type: 'AwsS3Bucket', Region: 'eu-west-1', Tags: { app: 'site' } },
      ];
      await untilMerged(replaces, { Resources });
      await follow();
      hubSays('FAILED', 8, { Resources, RecordState: 'ARCHIVED' });
      await poll(9);
      expect(await follow()).toBe('closed');
      hubSaysOfOther('new', status, firstSeen, tags);
      now = at(40);
      await recheckFindings(context, owner, signal);
      expect(await follow()).toBe(state);
      const report = await readClocks(store.db, owner.owner, { since: at(-1), now: at(48) });
      expect(report.clocks['found-to-verified'].ended).toBe(state === 'verified' ? 1 : 0);
    },
  );

  test('a source that is down keeps no other from being asked', async () => {
    await untilMerged();
    await follow();
    owner = { ...owner, sources: [{ ...source, region: 'us-east-1' }, source] };
    now = at(40);
    setting.fake.faults.push(awsFault('AccessDeniedException', 403));
    await recheckFindings(context, owner, signal);
    now = at(42);
    await recheckFindings(context, owner, signal);
    await follow();
    expect(said).toMatchObject([{ kind: 'comment', pullRequest: 7 }]);
  });

  test('the details of the source say that the change waits for its window', async () => {
    const Details = {
      AwsRdsDbInstance: {
        PendingModifiedValues: { BackupRetentionPeriod: 7 },
        PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
      },
    };
    const Resources = [
      { Id: 'arn:aws:s3:::f', Type: 'AwsRdsDbInstance', Region: 'eu-west-1', Details },
    ];
    await untilMerged();
    await follow();
    hubSays('FAILED', 10, { Resources });
    await poll(11);
    expect(await follow()).toBe('applied');
    const events = await eventsOf(store.db, owner.owner, { fingerprint: FINGERPRINT, limit: 100 });
    expect(events.at(-1)).toMatchObject({
      kind: 'remediation.applied',
      at: at(10),
      data: { from: 'merged', by: 'pending' },
    });
  });

  test('a source that evaluates every day does not fill the store while something is awaited', async () => {
    await untilMerged();
    for (let day = 1; day <= 50; day++) {
      hubSays('FAILED', day * 24);
      await poll(day * 24 + 1);
      expect(await follow()).toBe('merged');
    }
    const events = await followUpEvents(store.db, owner.owner, [REMEDIATION]);
    expect(events.length).toBeLessThan(40);
    hubSays('PASSED', 51 * 24);
    await poll(51 * 24 + 1);
    expect(await follow()).toBe('verified');
    const { clocks } = await readClocks(store.db, owner.owner, { since: at(-1), now: at(60 * 24) });
    // 51 days, to three digits.
    expect(clocks['found-to-verified']).toMatchObject({ ended: 1, median: 4_410_000_000 });
  });

  test('it comes back: the pull request that fixed it hears of it, and drift is an issue', async () => {
    await untilMerged();
    hubSays('PASSED', 9);
    await poll(10);
    await follow();
    hubSays('FAILED', 100);
    await poll(101);
    expect(await follow()).toBe('recurred');
    await examined(102, 'already-fixed');
    await follow();
    hubSays('FAILED', 140);
    await poll(141);
    expect(await follow()).toBe('drifted');
    hubSays('PASSED', 150);
    await poll(151);
    expect(await follow()).toBe('verified');
    expect(
      said.map((words) => [words.kind, 'title' in words ? words.title : words.pullRequest]),
    ).toEqual([
      ['comment', 7],
      ['open-issue', 'Drift: arn:aws:s3:::f fails S3.8'],
      ['close-issue', 'Drift: arn:aws:s3:::f fails S3.8'],
    ]);
  });

  test('a finding that is found in a repository, and located later, is followed once', async () => {
    hubSays('FAILED', -1);
    await poll(0);
    const pending = (await pendingFindings(store.db, owner.owner, 10)).map(
      ({ finding }) => finding,
    );
    const looked = async (repository: string | null, outcome: OutcomeKind, hours: number) => {
      const report = { outcome, template: null, location: null } as FindingOutcome;
      const cause = { repository, fingerprint: null, findings: pending, outcome: report };
      await store.db
        .transaction()
        .execute((transaction) =>
          noteOutcomes(
            { queue: context.queue, transaction },
            owner.owner,
            [{ ...cause, codeSince: null }],
            at(hours),
          ),
        );
      await follow();
    };
    const period = { since: at(-1), now: at(24) };
    await looked(null, 'not-located', 0.5);
    expect((await readClocks(store.db, owner.owner, period)).apart).toEqual({ 'not-located': 1 });
    await looked('site', 'refused', 1);
    expect((await readClocks(store.db, owner.owner, period)).apart).toEqual({ refused: 1 });
    await examined(2, 'fixed');
    expect(await follow()).toBe('located');
    const report = await readClocks(store.db, owner.owner, period);
    expect(report.apart).toEqual({});
    expect(report.clocks['found-to-verified']).toMatchObject({ open: 1, ended: 0 });
  });

  test('the clocks are metrics without names of owners or repositories', async () => {
    await untilMerged();
    hubSays('PASSED', 9);
    await poll(10);
    await follow();
    const metrics = createMetrics();
    const report = await readClocks(store.db, owner.owner, { since: at(-1), now: at(24) });
    metrics.watchClocks(
      async () => clockSamples(report),
      () => now,
    );
    const { text } = await metrics.page();
    expect(text).toContain(
      'sprinkler_follow_up_clock_seconds{clock="found-to-verified",quantile="0.5"} 32400',
    );
    expect(text).toContain('sprinkler_follow_up_recurrence_rate 0');
    expect(text).toContain('sprinkler_follow_up_backlog 0');
    for (const group of ['by="severity",group="HIGH"', 'by="control",group="S3.8"'])
      expect(text).toContain(
        `sprinkler_follow_up_remediate_seconds{${group},quantile="0.5"} 32400`,
      );
    expect(text).not.toContain(owner.owner);
  });
});
