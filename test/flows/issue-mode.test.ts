import { afterAll, beforeAll, expect, test } from 'vitest';
import { reconcileRepository, repositoryKey } from '../../src/jobs/kinds.ts';
import { changesOf } from '../../src/store/changes.ts';
import { eventsOf } from '../../src/store/events.ts';
import { post } from '../entrances/service.ts';
import { startChecked } from '../github/world.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await embeddedDatabases();
}, 120_000);
afterAll(() => databases.stop());

const blocked = (name: string) => `resource "aws_s3_bucket_public_access_block" "${name}" {
  bucket                  = aws_s3_bucket.${name}.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
`;

test('in the mode issue a finding becomes an issue, which follows the code, is closed with it, and stays closed when a person closes it', async () => {
  const simulator = await startChecked();
  const repository = await simulator.repository(
    'acme/infra',
    {
      'main.tf': bucketCode('acme-assets'),
      '.github/sprinkler.yml': CONFIG.replace('pull-request', 'issue'),
    },
    { collaborators: { alice: 'admin' } },
  );
  simulator.install('acme', [repository]);
  const token = simulator.person('alice');
  const app = await startApp(simulator, await databases.fresh());
  const { db, queue } = app.store;
  const changeOf = async (number: number) => (await changesOf(db, 'acme', 'infra', { number }))[0];
  const isState = (number: number, state: string) =>
    until(async () => (await changeOf(number))?.state === state, `#${number} was ${state}`);
  const reconcile = async () => {
    const payload = { owner: 'acme', repository: 'infra' } as const;
    await queue.enqueue(reconcileRepository, payload, { key: repositoryKey(payload) });
    await settled(app);
  };

  await post(app.url, [bucketFinding('acme-assets')]);
  await isState(1, 'open');
  const first = repository.issues.get(1);
  expect(first?.pull).toBeNull();
  expect(first?.body).toContain('aws_s3_bucket_public_access_block');
  expect(first?.body).toContain('close this issue');
  expect(await simulator.branch(repository, (await changeOf(1))?.branch ?? '')).toBeNull();
  await until(async () => {
    const events = await eventsOf(db, 'acme', { limit: 1000 });
    return events.some(({ kind }) => kind === 'remediation.proposed');
  }, 'the clocks were told');

  const moved = bucketCode('acme-assets').replace('{\n', '{\n  # Assets of the shop.\n');
  await simulator.push(repository, 'main', { 'main.tf': moved }, 'alice');
  await until(() => first?.body?.includes('# Assets of the shop.') === true, 'the issue followed');
  await settled(app);
  expect(repository.issues.size).toBe(1);

  const fixed = `${moved}${blocked('acme_assets')}`;
  await simulator.push(repository, 'main', { 'main.tf': fixed }, 'alice');
  await until(() => first?.state === 'closed', 'the issue was closed');
  await isState(1, 'closed');

  await simulator.push(repository, 'main', { 'main.tf': moved }, 'alice');
  await isState(2, 'open');
  const closed = await fetch(`${simulator.url}/repos/acme/infra/issues/2`, {
    method: 'PATCH',
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ state: 'closed' }),
  });
  expect(closed.status).toBe(200);
  await reconcile();
  await isState(2, 'declined');
  expect((await changeOf(2))?.closedBy).toBe('alice');
  await simulator.push(repository, 'main', { 'main.tf': `# Again.\n${moved}` }, 'alice');
  await reconcile();
  expect(repository.issues.size).toBe(2);
  expect(repository.issues.get(2)?.state).toBe('closed');

  await app.service.stop();
  const { violations } = simulator;
  await simulator.close();
  expect(violations).toEqual([]);
}, 120_000);
