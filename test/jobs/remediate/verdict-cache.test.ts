import { expect, test, vi } from 'vitest';
import { VerdictCache } from '../../../src/jobs/remediate/verdict-cache.ts';

const verdicts = new Map([['aws.s3.x on aws_s3_bucket.it in .', 'vulnerable' as const]]);

test('what was found out once is not worked out again', () => {
  const cache = new VerdictCache();
  const work = vi.fn(() => verdicts);
  expect([cache.get('root', work), cache.get('root', work)]).toEqual([verdicts, verdicts]);
  expect(work).toHaveBeenCalledTimes(1);
});

test('however many roots are asked for, those that were asked for last are kept, and no more', () => {
  const cache = new VerdictCache();
  const worked: string[] = [];
  const ask = (key: string) =>
    cache.get(key, () => {
      worked.push(key);
      return verdicts;
    });
  ask('first');
  for (let root = 0; root < 1000; root++) {
    ask(`root ${root}`);
    ask('first');
  }
  expect(worked.filter((key) => key === 'first')).toHaveLength(1);
  ask('root 999');
  ask('root 0');
  expect(worked.slice(-2)).toEqual(['root 999', 'root 0']);
});
