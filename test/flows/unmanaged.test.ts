import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperatorConfig } from '../../src/config/operator/config.ts';
import { reportUnmanaged } from '../../src/jobs/kinds.ts';
import { repositoriesOf } from '../../src/store/repositories.ts';
import { post, type TestService, operator as twoOwners } from '../entrances/service.ts';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import type { Issue, Repository } from '../github-simulator/state.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

const ACME = '111111111111';

describe('resources that no code makes', () => {
  let databases: TestDatabases;
  let simulator: Simulator;
  let app: TestService;
  let infra: Repository;
  let inbox: Repository;

  beforeAll(async () => {
    databases = await embeddedDatabases();
    simulator = await startSimulator();
    infra = await simulator.repository('acme/infra', {
      '.github/sprinkler.yml': CONFIG,
      'main.tf': bucketCode('in-code'),
    });
    inbox = await simulator.repository('acme/security-inbox', { 'README.md': 'inbox' });
    simulator.install('acme', [infra, inbox]);
    const owners = new Map(twoOwners.owners);
    const acme = owners.get('acme');
    if (acme !== undefined) owners.set('acme', { ...acme, unmanagedIssues: 'security-inbox' });
    const operator: OperatorConfig = { owners };
    app = await startApp(simulator, await databases.fresh(), { operator });
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

  const send = async (...findings: object[]) => {
    await post(app.url, findings, 'token-of-acme');
    await settled(app);
  };
  const made = (bucket: string, differs: object = {}) => {
    const { resource, ...finding } = bucketFinding(bucket, ACME);
    const tags = { CreatedBy: 'mia', Team: 'web' };
    return { ...finding, resource: { ...resource, tags }, ...differs };
  };
  const issueAbout = (bucket: string): Issue | undefined =>
    [...inbox.issues.values()].find(({ title }) => title.endsWith(`:::${bucket}`));
  const states = () => [...inbox.issues.values()].map(({ title, state }) => `${title} ${state}`);

  test('are told in the private repository that the operator names, once each, with their creator', async () => {
    await send(made('by-hand'), made('in-code'), made('lost'));
    await send(made('by-hand', { id: 'another', control: 'S3.5', severity: 'LOW' }));
    await send(made('by-hand', { severity: 'CRITICAL' }));
    expect(states().sort()).toEqual([
      'Managed by no code: arn:aws:s3:::by-hand open',
      'Managed by no code: arn:aws:s3:::lost open',
    ]);
    expect(issueAbout('by-hand')?.body).toMatch(/Creator: `mia`/);
    expect(issueAbout('by-hand')?.body).toMatch(/`S3\.8` .*\(critical\)\n- `S3\.5` .*\(low\)/);
    expect([...infra.issues.values()].every(({ title }) => !title.includes('by no code'))).toBe(
      true,
    );
  }, 60_000);

  test('are closed when they are gone, and opened again when they are back', async () => {
    await send(made('lost', { status: 'passed', updatedAt: '2026-11-23T00:00:00Z' }));
    expect(issueAbout('lost')?.state).toBe('closed');
    await send(made('lost', { updatedAt: '2026-11-24T00:00:00Z' }));
    expect(issueAbout('lost')?.state).toBe('open');
    expect(issueAbout('lost')?.body).toContain('Creator');
    expect(inbox.issues.size).toBe(2);
  }, 60_000);

  test('that a person closed stay closed', async () => {
    const issue = issueAbout('by-hand');
    if (issue !== undefined) issue.state = 'closed';
    await send(made('by-hand', { severity: 'LOW' }));
    expect(issueAbout('by-hand')?.state).toBe('closed');
    expect(inbox.issues.size).toBe(2);
  }, 60_000);

  test('are told nowhere once the repository is public, though nobody said so', async () => {
    inbox.private = false;
    await send(made('one-more'));
    await app.store.queue.enqueue(reportUnmanaged, { owner: 'acme' });
    await settled(app);
    expect(issueAbout('one-more')).toBeUndefined();
    expect(states()).toHaveLength(2);
  }, 60_000);
});
