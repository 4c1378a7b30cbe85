import { GetFindingsCommand } from '@aws-sdk/client-securityhub';
import { afterEach, expect, test } from 'vitest';
import { findingsById } from '../../src/aws/security-hub/findings-by-id.ts';
import { fakeSecurityHub, hubFinding } from '../aws-fakes/security-hub.ts';
import { awsFault } from '../aws-fakes/server.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../aws-fakes/setting.ts';
import { fakeSts } from '../aws-fakes/sts.ts';

const ROLE = 'arn:aws:iam::222222222222:role/reader';
const hub = fakeSecurityHub();
hub.findings.set('f', hubFinding('f'));
let setting: AwsSetting;

afterEach(() => setting.close());

async function open(options = {}) {
  setting = await openAwsSetting([hub.service, fakeSts(new Map([[ROLE, 'outer']]))], options);
  return setting;
}

test('without a role the own credentials sign, with one the assumed ones do', async () => {
  const { clients, fake } = await open();
  await findingsById(clients.securityHub(ownAccess), ['f']);
  const assumed = { ...ownAccess, roleArn: ROLE, externalId: 'outer' };
  await findingsById(clients.securityHub(assumed), ['f']);
  const signed = fake.calls.map(({ operation, accessKey }) => `${operation} ${accessKey}`);
  expect(signed).toEqual(['POST /findings OWN', 'AssumeRole OWN', 'POST /findings KEY-reader']);
});

test('a role that wants another external id is an error that says what failed, and is not tried again', async () => {
  const { clients } = await open();
  const client = clients.securityHub({ ...ownAccess, roleArn: ROLE, externalId: null });
  await expect(findingsById(client, ['f'])).rejects.toMatchObject({
    message: expect.stringContaining('Security Hub refused or failed GetFindings: AccessDenied'),
    retryable: false,
  });
});

test('one client is kept for each region and role', async () => {
  const { clients } = await open();
  expect(clients.securityHub(ownAccess)).toBe(clients.securityHub({ ...ownAccess }));
  expect(clients.securityHub(ownAccess)).not.toBe(
    clients.securityHub({ ...ownAccess, region: 'us-east-1' }),
  );
});

test('throttled calls and lost connections are tried again until they succeed', async () => {
  const { clients, fake } = await open();
  const throttled = awsFault('TooManyRequestsException', 429);
  fake.faults.push(throttled, 'hang-up', throttled);
  const found = await findingsById(clients.securityHub(ownAccess), ['f']);
  expect(found).toHaveLength(1);
  expect(fake.calls).toHaveLength(4);
});

test('a call that is throttled to the end may be tried again later', async () => {
  const { clients, fake } = await open({ maxAttempts: 2 });
  fake.faults.push(...Array(5).fill(awsFault('TooManyRequestsException', 429)));
  await expect(findingsById(clients.securityHub(ownAccess), ['f'])).rejects.toMatchObject({
    message: expect.stringContaining('TooManyRequestsException'),
    retryable: true,
  });
});

test.each([
  ['HTML', { status: 200, body: '<html>down</html>' }],
  ['JSON of another shape', { status: 200, body: '{"Findings": 7}' }],
  ['no list', { status: 200, body: '{}' }],
  ['a page that follows itself', null],
])('an answer that is %s is an error, not a crash or an endless loop', async (_, answer) => {
  const { clients, fake } = await open({ maxAttempts: 1 });
  const loop = { status: 200, body: '{"Findings": [], "NextToken": "again"}' };
  fake.faults.push(...Array(30).fill(answer ?? loop));
  await expect(findingsById(clients.securityHub(ownAccess), ['f'])).rejects.toThrow('Security Hub');
  expect(fake.calls.length).toBeLessThan(25);
});

test('an answer that is too large is given up on', async () => {
  const { clients, fake } = await open({ maxAnswerBytes: 1000, maxAttempts: 1 });
  fake.faults.push({ status: 200, body: JSON.stringify({ Findings: [], Fill: 'x'.repeat(5000) }) });
  const client = clients.securityHub(ownAccess);
  await expect(findingsById(client, ['f'])).rejects.toThrow('more than 1000 bytes');
  await expect(client.send(new GetFindingsCommand({}))).resolves.toBeDefined();
});
