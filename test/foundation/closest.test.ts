import { expect, test } from 'vitest';
import { closest } from '../../src/foundation/closest.ts';

test.each([
  ['perhour', 'per-hour'],
  ['OPEN', 'open'],
  ['opne', null],
  ['hints', null],
  ['', null],
])('%s most likely meant %s', (word, expected) => {
  expect(closest(word, ['open', 'per-hour'])).toBe(expected);
});
