import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OperatorConfig } from '../../src/config/operator/config.ts';
import { pollConfigJob, pollSecurityHubJob } from '../../src/jobs/sources/kinds.ts';
import { changesOf } from '../../src/store/changes.ts';
import { type FakeRule, fakeConfig } from '../aws-fakes/config-service.ts';
import { fakeSecurityHub, hubFinding } from '../aws-fakes/security-hub.ts';
import { openAwsSetting, ownAccess } from '../aws-fakes/setting.ts';
import { post } from '../entrances/service.ts';
import { startSimulator } from '../github-simulator/simulator.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, CONFIG, settled, startApp, until } from '../support/app.ts';

const ACCOUNT = '123456789012';
const BUCKET = 'marketing-assets';

const operator: OperatorConfig = {
  owners: new Map([
    [
      'acme',
      {
        owner: 'acme',
        accounts: null,
        findingsTokens: ['token-of-acme'],
        sources: [
          { kind: 'security-hub', ...ownAccess, products: [], severities: [], writeBack: false },
          { kind: 'config', ...ownAccess, aggregator: null },
        ],
        state: [],
      },
    ],
  ]),
};

let databases: TestDatabases;
beforeAll(async () => {
  databases = await embeddedDatabases();
}, 120_000);
afterAll(() => databases.stop());

test('what Security Hub, Config and Prowler say of one bucket is one remediation, verified when all three say so', async () => {
  const hub = fakeSecurityHub();
  hub.findings.set(BUCKET, hubFinding(BUCKET, { AwsAccountId: ACCOUNT }));
  const config = fakeConfig(ACCOUNT);
  const rule: FakeRule = {
    name: 'no-public-buckets',
    account: ACCOUNT,
    region: 'eu-west-1',
    identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    parameters: {},
    type: 'AWS::S3::Bucket',
    verdicts: new Map([[BUCKET, 'NON_COMPLIANT']]),
  };
  config.rules.push(rule);
  config.resources.push({
    id: BUCKET,
    type: 'AWS::S3::Bucket',
    account: ACCOUNT,
    region: 'eu-west-1',
    name: BUCKET,
    arn: `arn:aws:s3:::${BUCKET}`,
    tags: {},
    configuration: { name: BUCKET },
  });
  const setting = await openAwsSetting([hub.service, config.service]);
  const simulator = await startSimulator();
  const token = simulator.person('alice');
  const repository = await simulator.repository(
    'acme/infra',
    { '.github/sprinkler.yml': CONFIG, 'main.tf': bucketCode(BUCKET) },
    { collaborators: { alice: 'admin' } },
  );
  simulator.install('acme', [repository]);
  const app = await startApp(simulator, await databases.fresh(), {
    operator,
    clients: setting.clients,
  });
  const { db, queue } = app.store;
  const prowler = async (status: 'FAIL' | 'PASS') => {
    const report = readFileSync('fixtures/findings/ocsf/prowler.json', 'utf8');
    const [first] = JSON.parse(report);
    const now = Math.floor(Date.now() / 1000);
    const said = { ...first, status_code: status };
    said.finding_info = { ...first.finding_info, created_time: now, created_time_dt: undefined };
    expect((await post(app.url, [said])).status).toBe(202);
  };
  const states = async () =>
    (await db.selectFrom('remediations').select('state').execute()).map(({ state }) => state);

  await queue.enqueue(pollSecurityHubJob, { owner: 'acme' });
  await queue.enqueue(pollConfigJob, { owner: 'acme' });
  await prowler('FAIL');
  await until(
    async () => (await db.selectFrom('findings').selectAll().execute()).length === 3,
    '3',
  );
  await settled(app);
  const changes = await changesOf(db, 'acme', 'infra');
  expect(changes).toHaveLength(1);
  const links = await db.selectFrom('follow_up_findings').selectAll().execute();
  expect(links).toHaveLength(3);
  expect(new Set(links.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  expect(await states()).toEqual(['proposed']);
  expect(repository.issues.size).toBe(1);

  await fetch(`${simulator.url}/repos/acme/infra/pulls/1/merge`, {
    method: 'PUT',
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  await settled(app);
  expect(await states()).toEqual(['merged']);

  // GitHub's times have seconds.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  hub.findings.set(
    BUCKET,
    hubFinding(BUCKET, {
      AwsAccountId: ACCOUNT,
      UpdatedAt: new Date().toISOString(),
      Compliance: { Status: 'PASSED', SecurityControlId: 'S3.8' },
    }),
  );
  await queue.enqueue(pollSecurityHubJob, { owner: 'acme' });
  await prowler('PASS');
  await settled(app);
  expect(await states()).toEqual(['merged']);
  rule.verdicts.set(BUCKET, 'COMPLIANT');
  config.time = Date.now() / 1000;
  await queue.enqueue(pollConfigJob, { owner: 'acme' });
  await settled(app);
  expect(await states()).toEqual(['verified']);

  await app.service.stop();
  await simulator.close();
  await setting.close();
}, 120_000);
