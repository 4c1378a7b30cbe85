import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OperatorConfig } from '../../src/config/operator/config.ts';
import { pollSecurityHubJob } from '../../src/jobs/sources/kinds.ts';
import { fakeSecurityHub, hubFinding } from '../aws-fakes/security-hub.ts';
import { openAwsSetting, ownAccess } from '../aws-fakes/setting.ts';
import { startSimulator } from '../github-simulator/simulator.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, CONFIG, settled, startApp } from '../support/app.ts';

const BUCKET = 'marketing-assets';
const source = { kind: 'security-hub', ...ownAccess, products: [], severities: [] } as const;
const operator: OperatorConfig = {
  owners: new Map([
    [
      'acme',
      {
        owner: 'acme',
        accounts: null,
        findingsTokens: [],
        sources: [{ ...source, writeBack: true }],
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

test('a finding that joins an open pull request is told to Security Hub as the first one was', async () => {
  const hub = fakeSecurityHub();
  hub.findings.set(BUCKET, hubFinding(BUCKET));
  const setting = await openAwsSetting([hub.service]);
  const simulator = await startSimulator();
  const repository = await simulator.repository('acme/infra', {
    '.github/sprinkler.yml': CONFIG,
    'main.tf': bucketCode(BUCKET),
  });
  simulator.install('acme', [repository]);
  const app = await startApp(simulator, await databases.fresh(), {
    operator,
    clients: setting.clients,
  });
  const told = () =>
    [...hub.findings.values()].map(({ Workflow, Note }) => [
      Workflow.Status,
      Note?.Text.includes('/acme/infra/pull/1') ?? false,
    ]);

  await app.store.queue.enqueue(pollSecurityHubJob, { owner: 'acme' });
  await settled(app);
  expect(told()).toEqual([['NOTIFIED', true]]);

  const { Resources } = hubFinding(BUCKET);
  const joining = hubFinding('joins', {
    Resources,
    UpdatedAt: new Date().toISOString(),
    Compliance: { Status: 'FAILED', SecurityControlId: 'S3.2' },
  });
  hub.findings.set('joins', joining);
  await app.store.queue.enqueue(pollSecurityHubJob, { owner: 'acme' });
  await settled(app);
  expect(repository.issues.size).toBe(1);
  expect(told()).toEqual([
    ['NOTIFIED', true],
    ['NOTIFIED', true],
  ]);

  await app.service.stop();
  await simulator.close();
  await setting.close();
}, 120_000);
