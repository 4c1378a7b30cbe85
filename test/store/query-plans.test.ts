import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresDatabases, type TestDatabases } from './databases.ts';
import { explainHotQueries } from './plans/explain.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await postgresDatabases();
}, 120_000);
afterAll(() => databases.stop());

test('with 20,000 findings no question that the service asks reads much more than it wants', async () => {
  const plans = await explainHotQueries(await databases.fresh(), 20_000);
  expect(plans.length).toBeGreaterThan(50);
  expect(plans.filter(({ complaints }) => complaints.length > 0)).toEqual([]);
}, 120_000);
