import { afterAll, beforeAll, expect, test } from 'vitest';
import { latestOutcomes } from '../../src/store/outcomes.ts';
import { post } from '../entrances/service.ts';
import { startChecked } from '../github/world.ts';
import { embeddedDatabases, type TestDatabases } from '../store/databases.ts';
import { CONFIG, settled, startApp, until } from '../support/app.ts';

const template = (rule: string, name: string) => `id: acme.sns.${rule.toLowerCase()}
title: Name the topic for people
summary: Nobody can tell what the topic is for.
findings:
  config-rule: [${rule}]
terraform:
  - resource: aws_sns_topic
    require:
      - { property: display_name, equals: ${name} }
`;
const OWN = '.github/sprinkler/templates/name/template.yml';
const code = (topic: string) => `resource "aws_sns_topic" "${topic}" {\n  name = "${topic}"\n}\n`;
const finding = (rule: string, topic: string) => ({
  id: `${rule} on ${topic}`,
  check: { scheme: 'config-rule', id: rule },
  severity: 'HIGH',
  resource: { id: `arn:aws:sns:eu-west-1:111111111111:${topic}`, type: 'AWS::SNS::Topic' },
});

let databases: TestDatabases;
beforeAll(async () => {
  databases = await embeddedDatabases();
}, 120_000);
afterAll(() => databases.stop());

test("own templates answer what the library does not: a repository's there only, the owner's everywhere, as of the default branch", async () => {
  const simulator = await startChecked();
  const infra = await simulator.repository(
    'acme/infra',
    {
      'main.tf': code('orders'),
      '.github/sprinkler.yml': CONFIG,
      [OWN]: template('OURS', 'first'),
      // Code of a case is nobody's topic.
      [OWN.replace('template.yml', 'cases/terraform/plain/before/main.tf')]: code('orders'),
      [OWN.replace('name', 'broken')]: 'id: 1\n',
    },
    { collaborators: { alice: 'admin' } },
  );
  const other = await simulator.repository('acme/other', {
    'main.tf': code('invoices'),
    '.github/sprinkler.yml': CONFIG,
  });
  const shared = await simulator.repository('acme/.github', { [OWN]: template('SHARED', 'all') });
  simulator.install('acme', [infra, other, shared]);
  const app = await startApp(simulator, await databases.fresh());
  const findings = [
    finding('OURS', 'orders'),
    finding('OURS', 'invoices'),
    finding('SHARED', 'invoices'),
    finding('NOBODYS', 'orders'),
  ];
  const given = findings.map(({ resource, ...rest }) => ({
    ...rest,
    resource: { ...resource, account: '111111111111', region: 'eu-west-1' },
  }));
  expect((await post(app.url, given)).status).toBe(202);
  const outcomes = async () => {
    const latest = await latestOutcomes(app.store.db, 'acme', 10);
    return new Map(latest.map(({ report }) => [report.id, `${report.outcome}: ${report.reason}`]));
  };
  await until(() => infra.issues.size === 1 && other.issues.size === 1, 'both were proposed');
  await settled(app);
  expect(await outcomes()).toEqual(
    new Map([
      ['OURS on orders', 'fixed: null'],
      [
        'OURS on invoices',
        'no-template: Only templates of infra answer it, and no code there makes this resource.',
      ],
      ['SHARED on invoices', 'fixed: null'],
      [
        'NOBODYS on orders',
        expect.stringContaining('no-template: No fix template answers NOBODYS'),
      ],
    ]),
  );
  const proposed = async () =>
    simulator.file(infra, infra.issues.get(1)?.pull?.head ?? '', 'main.tf');
  expect(await proposed()).toContain('display_name = "first"');

  await simulator.push(infra, 'main', { [OWN]: template('OURS', 'second') }, 'alice');
  await until(
    async () => (await proposed())?.includes('display_name = "second"') === true,
    'the changed template changed the proposal',
  );
  expect(infra.issues.size).toBe(1);

  await app.service.stop();
  const { violations } = simulator;
  await simulator.close();
  expect(violations).toEqual([]);
}, 120_000);
