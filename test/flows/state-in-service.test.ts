import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperatorConfig, StateLocation } from '../../src/config/operator/config.ts';
import { createLog } from '../../src/foundation/log.ts';
import { refreshStatesJob } from '../../src/jobs/sources/kinds.ts';
import { latestOutcomes } from '../../src/store/outcomes.ts';
import { repositoriesOf } from '../../src/store/repositories.ts';
import { fakeS3 } from '../aws-fakes/s3.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../aws-fakes/setting.ts';
import { post, type TestService, operator as twoOwners } from '../entrances/service.ts';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { CONFIG, settled, startApp, until } from '../support/app.ts';

const ACME = '111111111111';
const GLOBEX = '222222222222';
const SECRET = 'hunter2-the-secret';
const STATE: StateLocation = {
  kind: 'state',
  bucket: 'acme-state',
  prefix: 'live/',
  ...ownAccess,
};

/** An instance that nothing in the code tells from any other. */
const instance = (key: string) => `terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "${key}"
  }
}

resource "aws_instance" "web" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
}
`;

const finding = (account: string) => ({
  id: `imds-${account}`,
  control: 'EC2.8',
  severity: 'HIGH',
  resource: {
    id: `arn:aws:ec2:eu-west-1:${account}:instance/i-0123456789abcdef0`,
    type: 'AWS::EC2::Instance',
    account,
    region: 'eu-west-1',
  },
});

const state = JSON.stringify({
  version: 4,
  outputs: { token: { value: SECRET, sensitive: true } },
  resources: [
    {
      mode: 'managed',
      type: 'aws_instance',
      name: 'web',
      instances: [{ attributes: { id: 'i-0123456789abcdef0', user_data: SECRET } }],
    },
  ],
});

describe('Terraform state in the service', () => {
  const bucket = fakeS3();
  const logged: string[] = [];
  let setting: AwsSetting;
  let databases: TestDatabases;
  let simulator: Simulator;
  let app: TestService;
  let web: Repository;
  let twin: Repository;
  let globex: Repository;

  beforeAll(async () => {
    databases = await embeddedDatabases();
    setting = await openAwsSetting([bucket.service]);
    simulator = await startSimulator();
    const files = (key: string) => ({ '.github/sprinkler.yml': CONFIG, 'main.tf': instance(key) });
    web = await simulator.repository('acme/web', files('live/web.tfstate'));
    twin = await simulator.repository('acme/twin', files('live/twin.tfstate'));
    globex = await simulator.repository('globex/web', files('live/web.tfstate'));
    simulator.install('acme', [web, twin]);
    simulator.install('globex', [globex]);
    const owners = new Map(twoOwners.owners);
    const acme = owners.get('acme');
    if (acme !== undefined) owners.set('acme', { ...acme, state: [STATE] });
    const operator: OperatorConfig = { owners };
    const log = createLog('debug', (line) => void logged.push(line));
    app = await startApp(simulator, await databases.fresh(), { operator, log });
    const isIndexed = async (owner: string, count: number) => {
      const all = await repositoriesOf(app.store.db, owner);
      return all.length === count && all.every(({ indexedCommit }) => indexedCommit !== null);
    };
    await until(
      async () => (await isIndexed('acme', 2)) && (await isIndexed('globex', 1)),
      'every repository is indexed',
    );
    await settled(app);
  }, 120_000);

  afterAll(async () => {
    await app.service.stop();
    await simulator.close();
    await setting.close();
    await databases.stop();
  });

  const outcomeOf = async (owner: string) =>
    (await latestOutcomes(app.store.db, owner, 1))[0]?.report.outcome;
  const refresh = async () => {
    await app.store.queue.enqueue(refreshStatesJob, { owner: 'acme' });
    await settled(app);
  };

  test('without a state, a resource that the code does not name is found nowhere', async () => {
    await post(app.url, [finding(ACME)], 'token-of-acme');
    await settled(app);
    expect(await outcomeOf('acme')).toBe('unmanaged');
    expect([web.issues.size, twin.issues.size]).toEqual([0, 0]);
  }, 60_000);

  test('the state leads to the repository whose backend keeps it, and its fix is proposed there', async () => {
    bucket.put('acme-state/live/web.tfstate', state);
    await refresh();
    await until(() => web.issues.size === 1, 'the pull request was opened');
    expect(twin.issues.size).toBe(0);
    const [latest] = await latestOutcomes(app.store.db, 'acme', 1);
    expect(latest?.report).toMatchObject({
      outcome: 'fixed',
      location: {
        address: 'aws_instance.web',
        confidence: 'certain',
        evidence: [{ kind: 'state' }],
      },
    });
    const [pull] = web.issues.values();
    expect(pull?.body).toContain('Terraform state');
    expect(pull?.body).not.toContain('acme-state');
  }, 60_000);

  test('an owner without the state knows nothing of it, though its code names the same object', async () => {
    await post(app.url, [finding(GLOBEX)], 'token-of-globex');
    await settled(app);
    expect(await outcomeOf('globex')).toBe('unmanaged');
    expect(globex.issues.size).toBe(0);
  }, 60_000);

  test('nothing that a state holds besides is in any table or line of the log', async () => {
    const tables = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(
      app.store.db,
    );
    expect(tables.rows.length).toBeGreaterThan(15);
    let dump = '';
    for (const { name } of tables.rows) {
      const { rows } = await sql.raw(`select * from ${name}`).execute(app.store.db);
      dump += JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
    }
    expect(dump).toContain('i-0123456789abcdef0');
    expect(dump).not.toContain(SECRET);
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toContain(SECRET);
  });

  test('a state that is gone from the bucket explains nothing any more', async () => {
    bucket.objects.clear();
    await refresh();
    expect(await outcomeOf('acme')).toBe('unmanaged');
  }, 60_000);
});
