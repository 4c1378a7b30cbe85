import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/entrances/command-line/caller.ts';
import { type ReportOptions, report } from '../../../src/entrances/command-line/report.ts';
import { createLog } from '../../../src/foundation/log.ts';
import { openConnection } from '../../../src/store/connection.ts';
import { saveJourneys } from '../../../src/store/journeys.ts';
import { migrate } from '../../../src/store/migrate.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'sprinkler-report-'));

beforeAll(async () => {
  const connection = await openConnection(
    { databaseUrl: null, dataDirectory },
    createLog('silent'),
  );
  await migrate(connection.db);
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour));
  const journey = {
    finding: 'f',
    foundAt: at(0),
    proposedAt: at(1),
    mergedAt: at(2),
    appliedAt: at(3),
    verifiedAt: at(4),
    state: 'verified',
    since: at(4),
    again: false,
    severity: 'HIGH',
    control: 'S3.8',
    team: '=cmd|"x"',
  };
  const remediation = { repository: 'site', fingerprint: 'x' };
  const own = { ...remediation, ...journey };
  await saveJourneys(connection.db, 'acme', [remediation], [own]);
  await saveJourneys(connection.db, 'other', [remediation], [{ ...own, control: 'EC2.7' }]);
  await connection.close();
});
afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }));

async function run(options: ReportOptions): Promise<string> {
  const printed: string[] = [];
  const output = { write: (text: string) => void printed.push(text), isTerminal: false };
  const caller: Caller = {
    directory: dataDirectory,
    out: output,
    err: output,
    readStdin: async () => new Uint8Array(),
    environment: { SPRINKLER_DATA_DIR: dataDirectory },
  };
  expect(await report(caller, options)).toBe(0);
  return printed.join('');
}

describe('sprinkler report', () => {
  test('prints Markdown, or JSON with the times in milliseconds', async () => {
    expect(await run({ since: '2026-01-01' })).toContain(
      '| found → verified | 4 h | 4 h | 2 | 0 |',
    );
    const json = JSON.parse(await run({ since: '2026-01-01', json: true }));
    expect(json).toMatchObject({
      version: 1,
      clocks: { 'found-to-verified': { median: 14_400_000 } },
    });
  });

  test('knows one owner from another', async () => {
    const json = JSON.parse(await run({ since: '2026-01-01', owner: 'Acme', json: true }));
    expect(json.timeToRemediate.control).toMatchObject([{ group: 'S3.8', ended: 1 }]);
  });

  test('prints CSV in which no cell is a formula', async () => {
    const csv = await run({ since: '2026-01-01', owner: 'acme', csv: true });
    expect(csv.split('\r\n')).toContain('found-to-verified,,14400,14400,1,0,0');
    expect(csv).toContain(`"'=cmd|""x"""`);
  });

  test('what was found before the date is not in it', async () => {
    const json = JSON.parse(await run({ since: '2026-01-06', json: true }));
    expect(json.clocks['found-to-verified']).toMatchObject({ ended: 0, open: 0, median: null });
  });

  test.each([
    [{ since: 'yesterday' }, '--since: "yesterday" is no date; write it as 2026-01-31.'],
    [{ since: '2026-13-01' }, '--since: "2026-13-01" is no date'],
    [{ since: '2026-01-01', json: true, csv: true }, 'exclude each other'],
  ])('refuses %o with one sentence', async (options, message) => {
    await expect(run(options)).rejects.toThrow(message);
  });
});
