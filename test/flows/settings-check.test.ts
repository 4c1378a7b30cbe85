import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChecked } from '../github/world.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { CONFIG, settled, startApp, until } from '../support/app.ts';

const template = (argument: string) => `id: acme.sns.display-name
title: Name the topic for people
summary: Nobody can tell what the topic is for.
findings:
  config-rule: [ACME_SNS_DISPLAY_NAME]
terraform:
  - resource: aws_sns_topic
    require:
      - { property: ${argument}, equals: acme }
`;
const OWN = '.github/sprinkler/templates/display-name/template.yml';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await embeddedDatabases();
}, 120_000);
afterAll(() => databases.stop());

test('the author of a configuration or template learns at its line what is wrong, on the branch and in a pull request', async () => {
  const simulator = await startChecked();
  const repository = await simulator.repository(
    'acme/infra',
    { 'main.tf': 'resource "aws_sns_topic" "orders" {}\n', '.github/sprinkler.yml': CONFIG },
    { collaborators: { alice: 'admin' } },
  );
  simulator.install('acme', [repository]);
  const token = simulator.person('alice');
  const app = await startApp(simulator, await databases.fresh());
  const said = (commit: string) =>
    [...repository.checks.values()]
      .filter(({ headSha }) => headSha === commit)
      .map(({ conclusion, output }) => [
        conclusion,
        ...output.annotations.map(({ path, start_line, annotation_level, message }) =>
          [path, start_line, annotation_level, message].join(' '),
        ),
      ])
      .at(-1);
  await until(() => repository.checks.size === 1, 'the first configuration was checked');
  expect([...repository.checks.values()][0]).toMatchObject({ conclusion: 'success' });

  const broken = await simulator.push(
    repository,
    'main',
    {
      '.github/sprinkler.yml': `${CONFIG}templates:\n  aws.rds.encryption:\n    enabled: false\n  aws.iam.password-length:\n    parameters: { minimum: 20 }\n`,
      [OWN]: template('display_nmae'),
    },
    'alice',
  );
  await until(() => said(broken) !== undefined, 'the broken configuration was checked');
  expect(said(broken)).toEqual([
    'failure',
    expect.stringMatching(/^\.github\/sprinkler\.yml 7 warning There is no template aws\.rds/),
    expect.stringMatching(/^\.github\/sprinkler\.yml 9 failure The parameters of aws\.iam\.passw/),
    `${OWN} 9 failure aws_sns_topic has no argument display_nmae in the schema at hand.`,
  ]);

  const api = `${simulator.url}/repos/acme/infra`;
  const propose = async (branch: string, files: Readonly<Record<string, string>>) => {
    const head = await simulator.push(repository, branch, files, 'alice');
    await fetch(`${api}/pulls`, {
      method: 'POST',
      headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: branch, head: branch, base: 'main' }),
    });
    return head;
  };
  const mended = await propose('mend', {
    '.github/sprinkler.yml': CONFIG,
    [OWN]: template('display_name'),
  });
  const other = await propose('other', { 'other.tf': 'locals {}\n' });
  await until(() => said(mended) !== undefined, 'the proposed configuration was checked');
  await settled(app);
  expect(said(mended)).toEqual(['success']);
  expect(said(other)).toBeUndefined();

  await app.service.stop();
  const { violations } = simulator;
  await simulator.close();
  expect(violations).toEqual([]);
}, 120_000);
