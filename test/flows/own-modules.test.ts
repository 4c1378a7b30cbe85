import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestOutcomes } from '../../src/store/outcomes.ts';
import { repositoriesOf } from '../../src/store/repositories.ts';
import { post, type TestService } from '../entrances/service.ts';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

/** A module with a bucket that blocks public access as the value says. */
const bucket = (value: string) => `variable "name" {}
variable "private" {
  default = true
}
resource "aws_s3_bucket" "this" {
  bucket = var.name
}
resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = ${value}
  block_public_policy     = ${value}
  ignore_public_acls      = ${value}
  restrict_public_buckets = ${value}
}
`;

const call = (name: string, version: string, input = '') => `module "${name}" {
  source  = "git::https://github.com/acme/modules.git//bucket${version}"
  name    = "${name}"
${input}}
`;

describe('a module in another repository of the same owner', () => {
  let databases: TestDatabases;
  let simulator: Simulator;
  let app: TestService;
  let live: Repository;
  let modules: Repository;

  beforeAll(async () => {
    databases = await embeddedDatabases();
    simulator = await startSimulator();
    modules = await simulator.repository('acme/modules', {
      '.github/sprinkler.yml': CONFIG,
      'bucket/main.tf': bucket('false'),
    });
    execFileSync('git', ['-C', modules.directory, 'tag', 'v1', 'main']);
    await simulator.push(modules, 'main', { 'bucket/main.tf': bucket('var.private') }, 'mia');
    live = await simulator.repository('acme/live', {
      '.github/sprinkler.yml': CONFIG,
      'main.tf': [
        call('hard-coded', '?ref=v1'),
        call('given', '', '  private = false\n'),
        call('gone', '?ref=v9'),
      ].join('\n'),
    });
    const stranger = await simulator.repository('globex/live', {
      '.github/sprinkler.yml': CONFIG,
      'main.tf': call('hard-coded', '?ref=v1'),
    });
    simulator.install('acme', [live, modules]);
    simulator.install('globex', [stranger]);
    app = await startApp(simulator, await databases.fresh());
    await until(async () => {
      const all = await repositoriesOf(app.store.db, 'acme');
      return all.length === 2 && all.every(({ indexedCommit }) => indexedCommit !== null);
    }, 'both are indexed');
    await settled(app);
  }, 120_000);

  afterAll(async () => {
    await app.service.stop();
    await simulator.close();
    await databases.stop();
  });

  const reportOf = async (name: string, owner = 'acme') => {
    const all = await latestOutcomes(app.store.db, owner, 10);
    return all.find(({ report }) => report.id === `finding-${name}`)?.report;
  };

  test('is found at its call, in the version that the call names, and refused by name where it hard-codes the value', async () => {
    await post(app.url, [bucketFinding('hard-coded')], 'token-of-acme');
    await settled(app);
    expect(await reportOf('hard-coded')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/bucket\/main\.tf of acme\/modules \(v1\)/),
      location: {
        address: 'module.hard-coded.aws_s3_bucket.this',
        file: 'main.tf',
        line: 1,
      },
    });
    expect([live.issues.size, modules.issues.size]).toEqual([0, 0]);
  }, 60_000);

  test('is mended at the call where an input decides the value', async () => {
    await post(app.url, [bucketFinding('given')], 'token-of-acme');
    await settled(app);
    expect(await reportOf('given')).toMatchObject({
      outcome: 'fixed',
      location: { address: 'module.given.aws_s3_bucket.this', file: 'main.tf', line: 6 },
    });
    expect(modules.issues.size).toBe(0);
    const [pull] = live.issues.values();
    const text = await simulator.file(live, pull?.pull?.head ?? '', 'main.tf');
    expect(text).toMatch(/name {4}= "given"\n {2}private = true/);
  }, 60_000);

  test('stays closed where the version is not there', async () => {
    await post(app.url, [bucketFinding('gone')], 'token-of-acme');
    await settled(app);
    expect((await reportOf('gone'))?.outcome).toBe('not-located');
  }, 60_000);

  test('that changes has its callers read again', async () => {
    await simulator.push(modules, 'main', { 'bucket/main.tf': bucket('false') }, 'mia');
    await until(
      async () => (await reportOf('given'))?.outcome === 'refused',
      'the finding was looked at again',
    );
    expect((await reportOf('given'))?.reason).toMatch(/acme\/modules \(its default branch\)/);
  }, 60_000);

  test('is nothing that another owner may read', async () => {
    await post(app.url, [bucketFinding('hard-coded', '222222222222')], 'token-of-globex');
    await settled(app);
    expect((await reportOf('hard-coded', 'globex'))?.outcome).toBe('unmanaged');
  }, 60_000);
});
