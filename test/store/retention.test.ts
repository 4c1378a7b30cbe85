import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/foundation/clock.ts';
import { createLog } from '../../src/foundation/log.ts';
import { keepHouseOf } from '../../src/jobs/keep-house.ts';
import { type ChangeState, saveChange } from '../../src/store/changes.ts';
import { saveEvaluations } from '../../src/store/evaluations.ts';
import { appendEvents } from '../../src/store/events.ts';
import { findingKey, storeFindings } from '../../src/store/findings.ts';
import { addFollowUpEvents } from '../../src/store/follow-up-events.ts';
import { concludeFollowUps, followRemediations } from '../../src/store/follow-ups.ts';
import { saveJourneys } from '../../src/store/journeys.ts';
import { recordOutcomes } from '../../src/store/outcomes.ts';
import { saveRemediations } from '../../src/store/remediations.ts';
import { forgetOld } from '../../src/store/retention.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { embeddedDatabases, postgresDatabases, type TestDatabases } from './databases.ts';
import { finding } from './samples.ts';

const OWNER = 'acme';
const old = new Date('2024-01-01T00:00:00Z');
const older = new Date('2023-12-01T00:00:00Z');
const before = new Date('2025-01-01T00:00:00Z');
const recent = new Date('2026-01-01T00:00:00Z');

describe.each([
  ['PGlite', embeddedDatabases],
  ['PostgreSQL', postgresDatabases],
])('on %s', (_, start) => {
  let databases: TestDatabases;
  let store: Store;

  beforeAll(async () => {
    databases = await start();
    store = await openStore(await databases.fresh(), { jobs: [], log: createLog('silent') });
  }, 120_000);
  afterAll(async () => {
    await store.close(1000);
    await databases.stop();
  });

  /** A finding that came long ago, was worked on, and was seen last with this status. */
  async function known(id: string, status: 'failed' | 'passed', seenAt: Date): Promise<string> {
    const key = findingKey('security-hub', id);
    const evaluation = { key, evaluatedAt: seenAt, status, closure: null };
    for (const [at, severity] of [
      [older, 'LOW'],
      [old, 'HIGH'],
    ] as const)
      await storeFindings(store.db, OWNER, [finding({ id, severity, status })], at);
    const [row] = await store.db
      .selectFrom('findings')
      .select('digest')
      .where('key', '=', key)
      .execute();
    const outcome = {
      id,
      source: 'security-hub',
      control: null,
      resource: null,
      outcome: 'unmanaged',
      reason: 'There is no code for it.',
      location: null,
      template: null,
      risk: null,
      proofs: [],
      change: null,
    } as const;
    const of = { key, digest: row?.digest ?? '' };
    await recordOutcomes(store.db, OWNER, [{ of, repository: null, outcome }], old);
    await saveEvaluations(store.db, OWNER, null, [evaluation], seenAt);
    return key;
  }

  async function followed(
    fingerprint: string,
    findings: readonly string[],
    recheckAt: Date | null,
  ): Promise<void> {
    const remediation = { repository: 'infra', fingerprint };
    const event = { identity: 'e', event: {}, firstSeen: old, lastSeen: old };
    const [first = ''] = findings;
    const subject = { template: 't', address: 'a' };
    await followRemediations(store.db, OWNER, [{ ...remediation, ...subject, findings }]);
    await addFollowUpEvents(store.db, OWNER, [{ ...remediation, ...event }]);
    const concluded = { ...remediation, transitions: [], done: [], recheckAt };
    await concludeFollowUps(store.db, OWNER, [concluded]);
    await saveRemediations(store.db, OWNER, [
      { ...remediation, ...subject, state: 'verified', data: null, at: old },
    ]);
    await saveJourneys(
      store.db,
      OWNER,
      [remediation],
      [
        {
          ...remediation,
          finding: first,
          foundAt: older,
          proposedAt: null,
          mergedAt: null,
          appliedAt: null,
          verifiedAt: old,
          state: 'verified',
          since: old,
          again: false,
          severity: 'HIGH',
          control: null,
          team: null,
        },
      ],
    );
  }

  async function changed(id: string, state: ChangeState, closedAt: Date | null): Promise<void> {
    await saveChange(
      store.db,
      OWNER,
      {
        id,
        repository: 'infra',
        branch: id,
        number: null,
        state,
        head: null,
        fingerprints: [id],
        openedAt: older,
        closedAt,
        closedBy: null,
        data: null,
      },
      old,
    );
  }

  async function count(table: keyof Tables): Promise<number> {
    const rows = await store.db.selectFrom(table).select('owner').execute();
    return rows.length;
  }

  test('what ended long ago goes with all that was known of it; what may still matter stays', async () => {
    await known('closed', 'passed', old);
    await known('failing', 'failed', old);
    await known('closed of late', 'passed', recent);
    await followed('verified', [await known('verified', 'passed', old)], null);
    await followed('awaited', [await known('awaited', 'passed', old)], recent);
    const half = [await known('half one', 'passed', old), await known('half two', 'failed', old)];
    await followed('half', half, null);
    await followed('proposed', [await known('proposed', 'passed', old)], null);
    await changed('proposed', 'open', null);
    await changed('verified', 'merged', old);
    await changed('declined', 'declined', old);
    await changed('merged of late', 'merged', recent);
    await appendEvents(store.db, OWNER, [{ at: recent, kind: 'outcome.fixed' }]);
    await storeFindings(store.db, 'globex', [finding({ id: 'closed' })], old);

    expect(await forgetOld(store.db, OWNER, before)).toBeGreaterThan(0);

    const findings = await store.db.selectFrom('findings').select(['owner', 'id']).execute();
    expect(findings.map(({ owner, id }) => `${owner} ${id}`).sort()).toEqual([
      'acme awaited',
      'acme closed of late',
      'acme failing',
      'acme half one',
      'acme half two',
      'acme proposed',
      'globex closed',
    ]);
    const follow = await store.db.selectFrom('follow_ups').select('fingerprint').execute();
    expect(follow.map(({ fingerprint }) => fingerprint).sort()).toEqual([
      'awaited',
      'half',
      'proposed',
    ]);
    const changes = await store.db.selectFrom('changes').select('id').execute();
    expect(changes.map(({ id }) => id).sort()).toEqual(['declined', 'merged of late', 'proposed']);
    expect({
      outcomes: await count('outcomes'),
      evaluations: await count('evaluations'),
      history: await count('finding_history'),
      followed: await count('follow_up_findings'),
      followUpEvents: await count('follow_up_events'),
      journeys: await count('journeys'),
      remediations: await count('remediations'),
      events: await count('events'),
    }).toEqual({
      outcomes: 6,
      evaluations: 6,
      history: 7,
      followed: 4,
      followUpEvents: 3,
      journeys: 3,
      remediations: 3,
      events: 1,
    });
    expect(await forgetOld(store.db, OWNER, before)).toBe(0);
  });

  test('the daily upkeep forgets what is older than 400 days, and nothing younger', async () => {
    const owner = 'upkeep';
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const events = [399, 401].map((days) => ({ at: daysAgo(days), kind: `${days} days` }));
    await appendEvents(store.db, owner, events);
    await keepHouseOf(store.db, owner, systemClock);
    const left = await store.db
      .selectFrom('events')
      .select('kind')
      .where('owner', '=', owner)
      .execute();
    expect(left).toEqual([{ kind: '399 days' }]);
  });
});
