import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadOperatorConfig } from '../../../src/config/operator/load.ts';
import { variablesFrom } from '../../../src/config/variables.ts';

const directory = mkdtempSync(join(tmpdir(), 'sprinkler-operator-'));

function load(text: string, environment: Readonly<Record<string, string>> = {}) {
  const path = join(directory, 'operator.yml');
  writeFileSync(path, text);
  return loadOperatorConfig(
    variablesFrom({ ...environment, SPRINKLER_OPERATOR_CONFIG: path }, null),
  );
}

test('one owner needs only two variables, with several tokens for rotation', () => {
  const config = loadOperatorConfig(
    variablesFrom({ SPRINKLER_OWNER: 'Acme', FINDINGS_TOKEN: 'new, old' }, null),
  );
  expect(config.owners.get('acme')).toMatchObject({
    owner: 'acme',
    accounts: null,
    findingsTokens: ['new', 'old'],
  });
});

test('the file gives each owner its accounts, tokens, sources and state', () => {
  const config = load(
    `
version: 1
owners:
  Acme:
    accounts: ["111111111111"]
    findings-tokens: [ACME_TOKEN]
    sources:
      - { kind: security-hub, region: eu-west-1, role-arn: "arn:aws:iam::111111111111:role/reader" }
      - { kind: config, region: eu-west-1, aggregator: all }
      - { kind: sqs, region: eu-west-1, queue-url: "https://sqs.eu-west-1.amazonaws.com/111111111111/findings" }
      - { kind: security-hub, region: us-east-1, products: [Prowler], severities: [critical], write-back: true }
    state:
      - { bucket: acme-state, prefix: live/, region: eu-west-1 }
  other: { accounts: ["222222222222"] }
`,
    { ACME_TOKEN: 't' },
  );
  expect(config.owners.get('acme')).toEqual({
    owner: 'acme',
    accounts: new Set(['111111111111']),
    findingsTokens: ['t'],
    sources: [
      {
        kind: 'security-hub',
        region: 'eu-west-1',
        roleArn: 'arn:aws:iam::111111111111:role/reader',
        externalId: null,
        products: [],
        severities: [],
        writeBack: false,
      },
      { kind: 'config', region: 'eu-west-1', roleArn: null, externalId: null, aggregator: 'all' },
      {
        kind: 'sqs',
        region: 'eu-west-1',
        roleArn: null,
        externalId: null,
        queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111111111111/findings',
      },
      {
        kind: 'security-hub',
        region: 'us-east-1',
        roleArn: null,
        externalId: null,
        products: ['Prowler'],
        severities: ['CRITICAL'],
        writeBack: true,
      },
    ],
    state: [
      {
        kind: 'state',
        bucket: 'acme-state',
        prefix: 'live/',
        region: 'eu-west-1',
        roleArn: null,
        externalId: null,
      },
    ],
  });
});

const owner = (accounts: string, rest = '') => `{ accounts: [${accounts}]${rest} }`;

test.each([
  ['version: 1\nowners: { a: {} }\n', {}, 'owners.a.accounts'],
  [`version: 1\nowners: { a: ${owner('123')} }\n`, {}, 'owners.a.accounts.0'],
  [
    `version: 1\nowners: { a: ${owner('"111111111111"')}, b: ${owner('"111111111111"')} }\n`,
    {},
    'the account 111111111111 is listed for "a" and for "b"',
  ],
  [
    `version: 1\nowners: { a: ${owner('"111111111111"')}, A: ${owner('"222222222222"')} }\n`,
    {},
    'the owner "A" stands twice',
  ],
  [
    `version: 1\nowners: { a: ${owner('"111111111111"', ', findings-tokens: [T]')} }\n`,
    {},
    'T is not set',
  ],
  [
    `version: 1\nowners: { a: ${owner('"111111111111"', ', findings-tokens: [T]')}, b: ${owner('"222222222222"', ', findings-tokens: [U]')} }\n`,
    { T: 'same', U: 'same' },
    'have the same findings token',
  ],
  ['version: 1\nowners: {}\n', { SPRINKLER_OWNER: 'a' }, 'SPRINKLER_OWNER'],
])('%j is refused with its reason', (text, environment, reason) => {
  expect(() => load(text, environment)).toThrow(reason);
});

test('a token without an owner, and a file that is not there, name their variable', () => {
  expect(() => loadOperatorConfig(variablesFrom({ FINDINGS_TOKEN: 't' }, null))).toThrow(
    'SPRINKLER_OWNER',
  );
  expect(() =>
    loadOperatorConfig(variablesFrom({ SPRINKLER_OPERATOR_CONFIG: '/nowhere.yml' }, null)),
  ).toThrow('SPRINKLER_OPERATOR_CONFIG');
});
