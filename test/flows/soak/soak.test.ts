import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../../store/databases.ts';
import { live } from './soak.ts';
import type { Story } from './story.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(() => server.stop());

/** The code of bucket 0 is right, and it fails still more than a day later. */
const story: Story = {
  buckets: 5,
  hours: 30,
  turns: [
    [
      { kind: 'mended', bucket: 0 },
      { kind: 'fails', bucket: 0 },
      { kind: 'fails', bucket: 2 },
    ],
    [
      { kind: 'merged', bucket: 2 },
      { kind: 'configured', mode: 'issue' },
      { kind: 'fails', bucket: 0 },
      { kind: 'non-compliant', bucket: 4 },
    ],
    [
      { kind: 'passes', bucket: 2 },
      { kind: 'sent', bucket: 4 },
    ],
  ],
};

test('with GitHub, AWS and the database in trouble all ends as without', async () => {
  const quiet = await live(server, story, null);
  expect(quiet.issues).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ repository: 'shops', merged: true }),
      expect.objectContaining({
        repository: 'infra',
        merged: null,
        title: expect.stringMatching(/^Drift: .*-0-x/),
      }),
      expect.objectContaining({
        repository: 'infra',
        merged: null,
        title: expect.stringContaining('_4_x'),
      }),
    ]),
  );
  const states = quiet.store.remediations?.map(({ state }) => state).sort();
  expect(states).toEqual(['drifted', 'proposed', 'verified']);
  expect(await live(server, story, 43)).toEqual(quiet);
}, 180_000);
