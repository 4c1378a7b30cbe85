import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { everyVerdict, openFailures } from '../../../src/aws/security-hub/query.ts';
import { readFindings } from '../../../src/aws/security-hub/read-findings.ts';
import { fakeSecurityHub, hubFinding } from '../../aws-fakes/security-hub.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../../aws-fakes/setting.ts';

const hub = fakeSecurityHub();
const now = new Date('2026-01-02T00:00:00Z');
let setting: AwsSetting;

beforeAll(async () => {
  setting = await openAwsSetting([hub.service]);
});
afterAll(() => setting.close());
beforeEach(() => {
  hub.findings.clear();
  hub.sorts = true;
  hub.afterPage = () => undefined;
  setting.fake.calls.length = 0;
});

/** Seconds into the first of January. */
function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
}

async function readAll(since: Date | null, query = everyVerdict) {
  const client = setting.clients.securityHub(ownAccess);
  const seen = new Map<string, string>();
  let reached: Date | null = null;
  for await (const page of readFindings(client, query, { since, now })) {
    for (const finding of page.findings) seen.set(finding.Id ?? '', finding.UpdatedAt ?? '');
    reached = page.reached ?? reached;
  }
  return { seen, reached };
}

describe('reading findings of Security Hub', () => {
  test('reads every page, in order, and says how far it came', async () => {
    for (let n = 0; n < 450; n++)
      hub.findings.set(`f${n}`, hubFinding(`f${n}`, { UpdatedAt: at(n) }));
    const { seen, reached } = await readAll(null);
    expect(seen.size).toBe(450);
    expect(reached).toEqual(new Date(at(449)));
  });

  test('reads only what was updated since', async () => {
    for (let n = 0; n < 10; n++)
      hub.findings.set(`f${n}`, hubFinding(`f${n}`, { UpdatedAt: at(n) }));
    expect([...(await readAll(new Date(at(7)))).seen.keys()]).toEqual(['f7', 'f8', 'f9']);
  });

  test('goes through more findings of one moment than a page has', async () => {
    for (let n = 0; n < 350; n++)
      hub.findings.set(`f${n}`, hubFinding(`f${n}`, { UpdatedAt: at(5) }));
    for (let n = 350; n < 400; n++)
      hub.findings.set(`f${n}`, hubFinding(`f${n}`, { UpdatedAt: at(n) }));
    expect((await readAll(null)).seen.size).toBe(400);
  });

  test('asks for what the query says', async () => {
    hub.findings.set('open', hubFinding('open'));
    hub.findings.set('archived', hubFinding('archived', { RecordState: 'ARCHIVED' }));
    hub.findings.set('low', hubFinding('low', { Severity: { Label: 'LOW' } }));
    hub.findings.set('other', hubFinding('other', { ProductName: 'GuardDuty' }));
    hub.findings.set(
      'suppressed',
      hubFinding('suppressed', { Workflow: { Status: 'SUPPRESSED' } }),
    );
    const query = {
      ...openFailures,
      products: ['Security Hub', 'Prowler'],
      severities: ['HIGH', 'CRITICAL'] as const,
    };
    expect([...(await readAll(null, query)).seen.keys()]).toEqual(['open']);
  });

  test('a provider that writes a time to come does not move the mark beyond now', async () => {
    hub.findings.set('f', hubFinding('f', { UpdatedAt: '2099-01-01T00:00:00Z' }));
    const { seen, reached } = await readAll(null);
    expect(seen.size).toBe(1);
    expect(reached).toEqual(now);
  });

  test('where the order is not kept, all pages are read and the mark moves only at the end', async () => {
    hub.sorts = false;
    for (let n = 0; n < 250; n++)
      hub.findings.set(`f${n}`, hubFinding(`f${n}`, { UpdatedAt: at(1000 - 3 * n) }));
    const client = setting.clients.securityHub(ownAccess);
    const marks: (Date | null)[] = [];
    let count = 0;
    for await (const page of readFindings(client, everyVerdict, { since: null, now })) {
      marks.push(page.reached);
      count += page.findings.length;
    }
    expect(count).toBe(250);
    expect(marks).toEqual([null, null, null, now]);
  });

  test('skips nothing that is updated while it reads, and nothing after a crash anywhere', async () => {
    const script = fc.record({
      times: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 150, maxLength: 350 }),
      updates: fc.array(fc.nat({ max: 349 }), { maxLength: 40 }),
      crashAfter: fc.nat({ max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(script, async ({ times, updates, crashAfter }) => {
        hub.findings.clear();
        times.forEach((time, n) => {
          hub.findings.set(`f${n}`, hubFinding(`f${n}`, { UpdatedAt: at(time) }));
        });
        let clock = 1000;
        const left = [...updates];
        hub.afterPage = () => {
          for (const n of left.splice(0, 5)) {
            const finding = hub.findings.get(`f${n}`);
            if (finding) finding.UpdatedAt = at(clock++);
          }
        };
        const client = setting.clients.securityHub(ownAccess);
        const stored = new Map<string, string>();
        let mark: Date | null = null;
        const run = async (pages: number) => {
          let read = 0;
          for await (const page of readFindings(client, everyVerdict, { since: mark, now })) {
            for (const { Id = '', UpdatedAt = '' } of page.findings) stored.set(Id, UpdatedAt);
            if (read++ === pages) return; // Crashes between storing and moving the mark.
            mark = page.reached ?? mark;
          }
        };
        await run(crashAfter);
        await run(Number.POSITIVE_INFINITY);
        hub.afterPage = () => undefined;
        await run(Number.POSITIVE_INFINITY);
        for (const finding of hub.findings.values())
          expect(stored.get(finding.Id)).toBe(finding.UpdatedAt);
      }),
      { numRuns: 25 },
    );
  });
});
