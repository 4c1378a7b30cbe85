import {
  BatchUpdateFindingsCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isOwnEcho } from '../../../src/aws/security-hub/own-note.ts';
import { writeBack } from '../../../src/aws/security-hub/write-back.ts';
import { fakeSecurityHub, hubFinding } from '../../aws-fakes/security-hub.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../../aws-fakes/setting.ts';

const hub = fakeSecurityHub();
hub.now = () => new Date('2026-01-03T00:00:00Z');
const note = 'Pull request: https://github.com/acme/infra/pull/7';
let setting: AwsSetting;

beforeAll(async () => {
  setting = await openAwsSetting([hub.service]);
});
afterAll(() => setting.close());
beforeEach(() => {
  hub.findings.clear();
  hub.refusals.clear();
  setting.fake.calls.length = 0;
});

async function notify(ids: readonly string[]) {
  const client = setting.clients.securityHub(ownAccess);
  const results = await writeBack(client, { findingIds: ids, status: 'NOTIFIED', note });
  return Object.fromEntries(results.map(({ findingId, result }) => [findingId, result]));
}

function put(id: string, differs = {}) {
  hub.findings.set(id, hubFinding(id, differs));
}

describe('writing back to Security Hub', () => {
  test('marks a finding as notified, with the pull request, and leaves its time alone', async () => {
    put('new');
    expect(await notify(['new'])).toEqual({ new: 'written' });
    expect(hub.findings.get('new')).toMatchObject({
      Workflow: { Status: 'NOTIFIED' },
      Note: { Text: note, UpdatedBy: 'sprinkler' },
      UpdatedAt: '2026-01-01T00:00:00.000Z',
    });
    expect(await notify(['new'])).toEqual({ new: 'known' });
  });

  test("a person's decision stays, and so does a person's note", async () => {
    const theirs = { Text: 'on it', UpdatedBy: 'ana', UpdatedAt: '2026-01-01T00:00:00Z' };
    put('suppressed', { Workflow: { Status: 'SUPPRESSED' } });
    put('resolved', { Workflow: { Status: 'RESOLVED' } });
    put('archived', { RecordState: 'ARCHIVED' });
    put('noted', { Note: theirs });
    expect(await notify(['suppressed', 'resolved', 'archived', 'noted', 'gone'])).toEqual({
      suppressed: 'left',
      resolved: 'left',
      archived: 'left',
      noted: 'written',
      gone: 'missing',
    });
    expect(hub.findings.get('noted')).toMatchObject({
      Workflow: { Status: 'NOTIFIED' },
      Note: theirs,
    });
  });

  test('writes a hundred at a time and tries again what was refused in passing', async () => {
    const ids = Array.from({ length: 230 }, (_, n) => `f${n}`);
    for (const id of ids) put(id);
    hub.refusals.set('f3', { code: 'ConcurrentUpdateError', times: 1 });
    hub.refusals.set('f4', { code: 'ConcurrentUpdateError', times: 99 });
    hub.refusals.set('f5', { code: 'InvalidInput', times: 1 });
    const results = await notify(ids);
    const others = Object.entries(results).filter(([, result]) => result !== 'written');
    expect(Object.fromEntries(others)).toEqual({ f4: 'failed', f5: 'failed' });
    const updates = setting.fake.calls.filter(({ operation }) => operation.startsWith('PATCH'));
    const sizes = updates.map(({ input }) => (input.FindingIdentifiers as unknown[]).length);
    expect(sizes).toEqual([100, 2, 1, 100, 30]);
  });

  test('an answer that does not tell of a finding does not say that it was written', async () => {
    put('f');
    setting.fake.faults.push(null, { status: 200, body: '{"nonsense":true}' });
    await expect(notify(['f'])).rejects.toThrow('neither processed nor unprocessed');
  });

  test('never says that a finding is resolved, and cuts a note to what Security Hub takes', async () => {
    const mock = mockClient(SecurityHubClient);
    mock.on(GetFindingsCommand).resolves({ Findings: [hubFinding('f') as never] });
    const { Id, ProductArn } = hubFinding('f');
    mock.on(BatchUpdateFindingsCommand).resolves({
      ProcessedFindings: [{ Id, ProductArn }],
      UnprocessedFindings: [],
    });
    const long = { findingIds: ['f'], status: 'NOTIFIED' as const, note: 'x'.repeat(900) };
    await writeBack(new SecurityHubClient({ region: 'eu-west-1' }), long);
    const [call] = mock.commandCalls(BatchUpdateFindingsCommand);
    expect(call?.args[0].input).toMatchObject({ Workflow: { Status: 'NOTIFIED' } });
    expect(call?.args[0].input.Note?.Text).toHaveLength(512);
    mock.restore();
  });
});

describe('our own echo', () => {
  const ours = { Text: note, UpdatedBy: 'sprinkler', UpdatedAt: '2026-01-03T00:00:00Z' };
  const echo = {
    Note: ours,
    UpdatedAt: '2026-01-02T00:00:00Z',
    Workflow: { Status: 'NOTIFIED' as const },
  };

  test.each([
    ['our note is the newest thing about it', echo, true],
    ['it was evaluated after our note', { ...echo, UpdatedAt: '2026-01-04T00:00:00Z' }, false],
    ['a person suppressed it', { ...echo, Workflow: { Status: 'SUPPRESSED' as const } }, false],
    ['the note is of somebody else', { ...echo, Note: { ...ours, UpdatedBy: 'ana' } }, false],
    ['there is no note', { UpdatedAt: echo.UpdatedAt, Workflow: echo.Workflow }, false],
    ['the times are nonsense', { ...echo, Note: { ...ours, UpdatedAt: 'soon' } }, false],
  ])('when %s', (_, finding, expected) => {
    expect(isOwnEcho(finding)).toBe(expected);
  });
});
