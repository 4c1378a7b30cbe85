import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../../store/databases.ts';
import { live } from './soak.ts';
import { tellStory } from './story.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(() => server.stop());

test('with GitHub, AWS and the database in trouble all ends as without', async () => {
  const story = tellStory(43, 1);
  const quiet = await live(server, story, null);
  expect(quiet.issues.length).toBeGreaterThan(0);
  expect(await live(server, story, 43)).toEqual(quiet);
}, 180_000);
