import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changesOf } from '../../src/store/changes.ts';
import { countOutcomes, latestOutcomes } from '../../src/store/outcomes.ts';
import { ownerNamed } from '../../src/store/owners.ts';
import { repositoriesOf } from '../../src/store/repositories.ts';
import { deliver, post, type TestService } from '../entrances/service.ts';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { postgresDatabases, type TestDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

const ACME = '111111111111';
const GLOBEX = '222222222222';

describe('two owners with the same names for everything', () => {
  let databases: TestDatabases;
  let simulator: Simulator;
  let app: TestService;
  let acme: Repository;
  let globex: Repository;

  beforeAll(async () => {
    databases = await postgresDatabases();
    simulator = await startSimulator();
    const files = { '.github/sprinkler.yml': CONFIG, 'main.tf': bucketCode('shared-assets') };
    acme = await simulator.repository('acme/infra', { ...files, 'own.tf': bucketCode('acme-own') });
    globex = await simulator.repository('globex/infra', files);
    simulator.install('acme', [acme]);
    simulator.install('globex', [globex]);
    app = await startApp(simulator, await databases.fresh());
    await until(
      async () => (await indexed('acme')) && (await indexed('globex')),
      'both are indexed',
    );
  }, 120_000);

  afterAll(async () => {
    await app.service.stop();
    await simulator.close();
    await databases.stop();
  });

  const indexed = async (owner: string) =>
    (await repositoriesOf(app.store.db, owner)).some(({ indexedCommit }) => indexedCommit !== null);

  test("a finding of one reaches that one's repository only", async () => {
    await post(app.url, [bucketFinding('shared-assets', ACME)], 'token-of-acme');
    await until(() => acme.issues.size === 1, 'the pull request was opened');
    await settled(app);
    expect(globex.issues.size).toBe(0);
    expect(await countOutcomes(app.store.db, 'globex')).toEqual(new Map());
  }, 60_000);

  test('what only the other has is managed by no code, and nothing tells otherwise', async () => {
    await post(app.url, [bucketFinding('acme-own', GLOBEX)], 'token-of-globex');
    await until(
      async () => (await countOutcomes(app.store.db, 'globex')).get('unmanaged') === 1,
      'the finding had an outcome',
    );
    const [outcome] = await latestOutcomes(app.store.db, 'globex', 10);
    expect(JSON.stringify(outcome)).not.toMatch(/acme\/|own\.tf/);
    expect([acme.issues.size, globex.issues.size]).toEqual([1, 0]);
  }, 60_000);

  test("an account of the other is refused with one's own token", async () => {
    const answer = await post(app.url, [bucketFinding('shared-assets', GLOBEX)], 'token-of-acme');
    expect(await answer.json()).toMatchObject({ accepted: 0, rejected: [{ index: 0 }] });
  });

  test('every token that may read or write content is for one repository', () => {
    const tokens = [...simulator.state.tokens.values()];
    const withContents = tokens.filter(({ permissions }) => 'contents' in permissions);
    expect(withContents.length).toBeGreaterThan(0);
    for (const { repositories } of withContents) expect(repositories.size).toBe(1);
  });

  test('a repository that was made public gets no more pull requests', async () => {
    globex.private = false;
    await send('repository', 'publicized', globex);
    await settled(app);
    await post(app.url, [bucketFinding('shared-assets', GLOBEX)], 'token-of-globex');
    await until(
      async () => (await countOutcomes(app.store.db, 'globex')).get('fixed') === 1,
      'the fix was worked out',
    );
    await settled(app);
    expect(globex.issues.size).toBe(0);
    const [change] = await changesOf(app.store.db, 'globex', 'infra');
    expect(change?.data).toMatchObject({ reason: expect.stringContaining('is public') });
  }, 60_000);

  test('uninstalling forgets one owner and leaves the other', async () => {
    const installation = [...simulator.state.installations.values()].find(
      ({ account }) => account.login === 'acme',
    );
    const payload = {
      action: 'deleted',
      installation: { id: installation?.id, account: { login: 'acme' } },
    };
    const { webhookSecret: secret } = simulator.app;
    await deliver(app.url, 'installation', payload, { secret });
    await until(
      async () => (await ownerNamed(app.store.db, 'acme')) === null,
      'the owner was forgotten',
    );
    expect(await countOutcomes(app.store.db, 'acme')).toEqual(new Map());
    expect(await repositoriesOf(app.store.db, 'acme')).toEqual([]);
    expect((await countOutcomes(app.store.db, 'globex')).size).toBeGreaterThan(0);
    expect(await repositoriesOf(app.store.db, 'globex')).toHaveLength(1);
  }, 60_000);

  const send = (event: string, action: string, repository: Repository) =>
    deliver(
      app.url,
      event,
      {
        action,
        repository: {
          id: repository.id,
          name: repository.name,
          owner: { login: repository.owner.login },
          private: repository.private,
        },
      },
      { secret: simulator.app.webhookSecret },
    );
});
