import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OperatorOwner, StateLocation } from '../../../src/config/operator/config.ts';
import { createLog } from '../../../src/foundation/log.ts';
import { remediateFindings } from '../../../src/jobs/kinds.ts';
import { ownerStates, statesAreRead } from '../../../src/jobs/remediation/owner-states.ts';
import type { SourceContext } from '../../../src/jobs/sources/context.ts';
import { refreshStates } from '../../../src/jobs/sources/refresh-states.ts';
import { eventsOf } from '../../../src/store/events.ts';
import { pendingFindings, storeFindings } from '../../../src/store/findings.ts';
import { recordOutcomes } from '../../../src/store/outcomes.ts';
import { saveOwner } from '../../../src/store/owners.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { statesOf } from '../../../src/store/terraform-states.ts';
import { fakeS3, fault } from '../../aws-fakes/s3.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../../aws-fakes/setting.ts';
import { fakeSts } from '../../aws-fakes/sts.ts';
import { embeddedDatabases, type TestDatabases } from '../../store/databases.ts';
import { finding } from '../../store/samples.ts';

const SECRET = 'hunter2-the-secret';
const ROLE = 'arn:aws:iam::222222222222:role/states';
const signal = new AbortController().signal;
const bucket = fakeS3();
const live: StateLocation = { kind: 'state', bucket: 'acme-state', prefix: 'live/', ...ownAccess };
const other: StateLocation = { ...live, bucket: 'other-state', prefix: '', roleArn: ROLE };

let databases: TestDatabases;
let store: Store;
let setting: AwsSetting;
let context: SourceContext;
let logged: string[];
let owner: OperatorOwner;
let now: Date;
let count = 0;

beforeAll(async () => {
  databases = await embeddedDatabases();
  const log = createLog('debug', (line) => void logged.push(line));
  store = await openStore(await databases.fresh(), { jobs: [remediateFindings], log });
  const roles = new Map([[ROLE, null]]);
  setting = await openAwsSetting([fakeSts(roles), bucket.service], { maxAttempts: 1 });
  const { db, queue } = store;
  context = { db, queue, clock: { now: () => now }, clients: setting.clients, log };
});
afterAll(async () => {
  await store.close(1000);
  await setting.close();
  await databases.stop();
});
beforeEach(async () => {
  now = new Date('2026-01-02T00:00:00Z');
  logged = [];
  bucket.objects.clear();
  bucket.forbidden.clear();
  setting.fake.faults.length = 0;
  owner = {
    owner: `owner-${++count}`,
    accounts: new Set(['111111111111']),
    findingsTokens: [],
    sources: [],
    state: [live, other],
  };
  const { owner: login } = owner;
  await saveOwner(store.db, { owner: login, login, installation: 1, suspended: false }, now);
});

/** A state of instances by name and id, full of what must not be kept. */
function state(instances: Readonly<Record<string, string>>): string {
  const resources = Object.entries(instances).map(([name, id]) => ({
    mode: 'managed',
    type: 'aws_instance',
    name,
    instances: [
      {
        attributes: {
          id,
          user_data: SECRET,
          tags: { password: SECRET },
          root_block_device: [{ volume_id: `vol-of-${id}`, kms_key_id: SECRET }],
        },
        private: SECRET,
        sensitive_attributes: [{ value: SECRET }],
      },
    ],
  }));
  const password = {
    mode: 'managed',
    type: 'random_password',
    name: 'db',
    instances: [{ attributes: { id: SECRET, result: SECRET } }],
  };
  const outputs = { password: { value: SECRET, sensitive: true } };
  return JSON.stringify({ version: 4, outputs, resources: [...resources, password] });
}

const refresh = () => refreshStates(context, owner, signal);
const asked = () =>
  setting.fake.calls.splice(0).map(({ operation }) => operation.replace(/^GET \//, ''));
async function kept(): Promise<Record<string, readonly string[]>> {
  const states = await statesOf(store.db, owner.owner);
  return Object.fromEntries(
    states.map(({ object, resources }) => [
      `${object?.bucket}/${object?.key}`,
      resources.flatMap(({ ids }) => ids),
    ]),
  );
}

describe("an owner's states", () => {
  test('are read by the roles that the operator names, and only where something has changed', async () => {
    for (const name of ['a', 'b', 'c'])
      bucket.put(`acme-state/live/${name}.tfstate`, state({ web: `i-${name}` }));
    bucket.put('acme-state/elsewhere/x.tfstate', state({ web: 'i-x' }));
    bucket.put('other-state/d.tfstate', state({ web: 'i-d' }));
    await refresh();
    const all = {
      'acme-state/live/a.tfstate': ['i-a'],
      'acme-state/live/b.tfstate': ['i-b'],
      'acme-state/live/c.tfstate': ['i-c'],
      'other-state/d.tfstate': ['i-d'],
    };
    expect(await kept()).toEqual(all);
    const signed = setting.fake.calls.filter(({ operation }) => operation.includes('other-state'));
    expect(new Set(signed.map(({ accessKey }) => accessKey))).toEqual(new Set(['KEY-states']));
    asked();
    bucket.put('acme-state/live/b.tfstate', state({ web: 'i-new' }));
    await refresh();
    expect(asked().filter((path) => path.endsWith('.tfstate'))).toEqual([
      'acme-state/live/b.tfstate',
    ]);
    expect(await kept()).toEqual({ ...all, 'acme-state/live/b.tfstate': ['i-new'] });
  });

  test('leave no secret in any table or line of the log', async () => {
    bucket.put('acme-state/live/a.tfstate', state({ web: 'i-a' }));
    bucket.put('acme-state/live/broken.tfstate', state({ web: 'i-a' }).slice(0, -5));
    bucket.put('acme-state/live/old.tfstate', `{"version":3,"modules":["${SECRET}"]}`);
    await refresh();
    expect(await kept()).toMatchObject({ 'acme-state/live/a.tfstate': ['i-a'] });
    const dump = JSON.stringify(
      await Promise.all(
        (['terraform_states', 'events', 'cursors'] as const).map((table) =>
          store.db.selectFrom(table).selectAll().execute(),
        ),
      ),
    );
    expect(dump).toContain('vol-of-i-a');
    expect(dump).not.toContain(SECRET);
    expect(logged.join('')).toMatch(/broken\.tfstate is no Terraform state file/);
    expect(logged.join('')).not.toContain(SECRET);
  });

  test('that are gone, or that the operator no longer lists, are forgotten', async () => {
    bucket.put('acme-state/live/a.tfstate', state({ web: 'i-a' }));
    bucket.put('acme-state/live/b.tfstate', state({ web: 'i-b' }));
    bucket.put('other-state/d.tfstate', state({ web: 'i-d' }));
    await refresh();
    bucket.objects.delete('acme-state/live/b.tfstate');
    owner = { ...owner, state: [live] };
    const operator = { owners: new Map([[owner.owner, owner]]) };
    const { lookup } = await ownerStates({ db: store.db, operator }, owner.owner);
    const { resource } = finding();
    expect(lookup?.({ ...resource, id: 'i-d' })).toEqual([]);
    await refresh();
    expect(await kept()).toEqual({ 'acme-state/live/a.tfstate': ['i-a'] });
  });

  test.each([
    ['throttled', fault(503, 'SlowDown')],
    ['down', 'hang-up' as const],
    ['denied', fault(403, 'AccessDenied')],
    ['no S3 at all', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }],
  ])('of a place that is %s stay as they were, and the others are read', async (_, broken) => {
    bucket.put('acme-state/live/a.tfstate', state({ web: 'i-a' }));
    owner = { ...owner, state: [live] };
    await refresh();
    bucket.put('acme-state/live/a.tfstate', state({ web: 'i-new' }));
    setting.fake.faults.push(broken);
    await refresh();
    expect(await kept()).toEqual({ 'acme-state/live/a.tfstate': ['i-a'] });
    const events = await eventsOf(store.db, owner.owner, { limit: 10 });
    expect(events.map(({ kind }) => kind)).toEqual(['source.failed']);
    await refresh();
    expect(await kept()).toEqual({ 'acme-state/live/a.tfstate': ['i-new'] });
  });

  test('that may not be read alone do not keep the others from being read', async () => {
    bucket.put('acme-state/live/a.tfstate', state({ web: 'i-a' }));
    bucket.put('acme-state/live/b.tfstate', state({ web: 'i-b' }));
    bucket.forbidden.add('acme-state/live/a.tfstate');
    await refresh();
    expect(await kept()).toEqual({ 'acme-state/live/b.tfstate': ['i-b'] });
    expect(logged.join('')).toContain('s3:GetObject');
    bucket.forbidden.clear();
    await refresh();
    expect(Object.keys(await kept())).toHaveLength(2);
  });

  test('that say something new have every failing finding looked at again; a new version alone does not', async () => {
    const work = async () => {
      const pending = await pendingFindings(store.db, owner.owner, 10);
      const outcomes = pending.map((of) => ({
        of,
        repository: null,
        outcome: {
          ...{ id: 'f', source: 's', control: null, resource: null, outcome: 'unmanaged' as const },
          ...{
            reason: 'none',
            location: null,
            template: null,
            risk: null,
            proofs: [],
            change: null,
          },
        },
      }));
      await recordOutcomes(store.db, owner.owner, outcomes, now);
      return pending.length;
    };
    await storeFindings(store.db, owner.owner, [finding()], now);
    expect(await work()).toBe(1);
    await refresh();
    expect(await work(), 'the places were read for the first time').toBe(1);
    bucket.put('acme-state/live/a.tfstate', state({ web: 'i-a' }));
    await refresh();
    expect(await work(), 'a new state').toBe(1);
    bucket.put('acme-state/live/a.tfstate', state({ web: 'i-a' }));
    await refresh();
    expect(await work(), 'the same again').toBe(0);
    bucket.objects.clear();
    await refresh();
    expect(await work(), 'a state is gone').toBe(1);
  });

  test('are complete only when every place was read once', async () => {
    const operator = { owners: new Map([[owner.owner, owner]]) };
    const isComplete = () => statesAreRead({ db: store.db, operator }, owner.owner);
    expect(await isComplete()).toBe(false);
    await refresh();
    expect(await isComplete()).toBe(true);
  });

  test('of one owner are nothing to another, nor kept for one without the app', async () => {
    bucket.put('acme-state/live/a.tfstate', state({ web: 'i-a' }));
    const stranger = { ...owner, owner: 'not-installed' };
    await refreshStates(context, stranger, signal);
    expect(await statesOf(store.db, 'not-installed')).toEqual([]);
    await refresh();
    const operator = { owners: new Map([['globex', { ...owner, owner: 'globex' }]]) };
    expect((await ownerStates({ db: store.db, operator }, 'globex')).lookup).toBeNull();
  });
});
