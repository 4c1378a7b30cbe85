import { afterAll, describe, expect, test } from 'vitest';
import { countOutcomes } from '../../src/store/outcomes.ts';
import { post } from '../entrances/service.ts';
import { startChecked } from '../github/world.ts';
import { embeddedDatabases, postgresDatabases } from '../store/databases.ts';
import { bucketCode, bucketFinding, CONFIG, settled, startApp, until } from '../support/app.ts';

const kinds = [embeddedDatabases, postgresDatabases];

describe.each(kinds)('from a finding to a merged pull request', (open) => {
  const databases = open();
  afterAll(async () => (await databases).stop());

  test('over HTTP', async () => {
    const simulator = await startChecked();
    const repository = await simulator.repository('acme/infra', {
      'main.tf': bucketCode('acme-assets'),
      '.github/sprinkler.yml': CONFIG,
    });
    simulator.install('acme', [repository]);
    const app = await startApp(simulator, await (await databases).fresh());
    const answer = await post(app.url, [bucketFinding('acme-assets')]);
    expect([answer.status, await answer.json()]).toMatchObject([202, { accepted: 1 }]);
    await until(
      () => repository.issues.get(1)?.labels.has('sprinkler') === true,
      'a pull request was opened',
    );
    const pull = repository.issues.get(1);
    expect(pull?.title).toMatch(/^fix\(s3\): /);
    expect(await simulator.file(repository, pull?.pull?.head ?? '', 'main.tf')).toContain(
      'aws_s3_bucket_public_access_block',
    );
    await settled(app);
    expect(await countOutcomes(app.store.db, 'acme')).toEqual(new Map([['fixed', 1]]));
    await app.service.stop();
    const { violations } = simulator;
    await simulator.close();
    expect(violations).toEqual([]);
  });
});
