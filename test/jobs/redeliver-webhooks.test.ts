import { expect, test } from 'vitest';
import { createLog } from '../../src/foundation/log.ts';
import { redeliverWebhooks } from '../../src/jobs/redeliver-webhooks.ts';

const now = new Date('2026-01-04T00:00:00Z');

function attempt(id: number, guid: string, statusCode: number, minutesAgo: number) {
  const deliveredAt = new Date(now.getTime() - minutesAgo * 60_000).toISOString();
  return { id, guid, statusCode, deliveredAt, event: 'push' };
}

test('what never arrived is asked for again, once, the oldest first; what fails for ever is not', async () => {
  const attempts = [
    attempt(9, 'young', 502, 0),
    attempt(8, 'lost', 500, 10),
    attempt(7, 'arrived at last', 202, 20),
    ...[20, 21, 22, 23, 24].map((id) => attempt(id, 'hopeless', 400, id)),
    attempt(6, 'arrived at last', 502, 30),
    attempt(5, 'lost', 502, 40),
    attempt(4, 'older', 0, 50),
  ];
  const asked: number[] = [];
  const github = {
    deliveriesSince: async () => attempts,
    redeliver: async (id: number) => {
      asked.push(id);
    },
  };
  expect(await redeliverWebhooks(github, { now: () => now }, createLog('silent'))).toBe(2);
  expect(asked).toEqual([4, 8]);
});
