import { expect, test } from 'vitest';
import { judgeCases } from './cases.ts';
import type { CheckovVerdict } from './run.ts';

const said = (side: string, check: string, failed: boolean, address = 'b'): CheckovVerdict => ({
  check,
  name: check,
  file: `t/cases/terraform/c/${side}/main.tf`,
  address,
  failed,
});

const judge = (outcome: string, ...verdicts: readonly CheckovVerdict[]) =>
  judgeCases(
    'terraform',
    verdicts,
    () => ['OURS'],
    () => outcome,
  )[0];

test.each([
  ['clears', [said('before', 'OURS', true), said('after', 'OURS', false)]],
  ['still-fails', [said('before', 'OURS', true), said('after', 'OURS', true)]],
  [
    'clears-some',
    [
      said('before', 'OURS', true),
      said('before', 'OURS', true, 'c'),
      said('after', 'OURS', true, 'c'),
    ],
  ],
  ['sees-nothing', [said('before', 'OURS', false), said('after', 'OURS', false)]],
  ['sees-nothing', [said('before', 'OTHER', true), said('after', 'OTHER', true)]],
] as const)('a fixed case of which the check %s', (verdict, verdicts) => {
  expect(judge('fixed', ...verdicts)?.verdict).toBe(verdict);
});

test('code that is right from the start agrees, or still fails', () => {
  expect(judge('already-fixed', said('before', 'OURS', false))?.verdict).toBe('agrees');
  expect(judge('already-fixed', said('before', 'OURS', true))?.verdict).toBe('still-fails');
});

test('a check that begins to fail on a resource that was there is broken, on a new one it is not', () => {
  const judged = judge(
    'fixed',
    said('before', 'OTHER', false),
    said('after', 'OTHER', true),
    said('after', 'MORE', true, 'companion'),
  );
  expect(judged?.broken).toEqual(['OTHER']);
});

test('a refused case has no right code to judge', () => {
  expect(judge('refused', said('before', 'OURS', true))).toBeUndefined();
});
