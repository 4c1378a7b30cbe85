import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesPath, matchesWildcard } from '../../src/foundation/wildcard.ts';

test.each([
  ['arn:aws:s3:::logs-*', 'arn:aws:s3:::logs-eu', true],
  ['arn:aws:s3:::logs-*', 'arn:aws:s3:::log', false],
  ['*b?d', 'aabcbbd', true],
  ['*', '', true],
  ['a', 'ab', false],
  ['.*', 'ab', false],
])('the pattern %s on %s: %s', (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text)).toBe(expected);
});

test.each([
  ['**', 'a/b.tf', true],
  ['live', 'live/prod/main.tf', true],
  ['live/', 'live/prod/main.tf', true],
  ['live', 'alive/main.tf', false],
  ['*.tf', 'main.tf', true],
  ['*.tf', 'a/main.tf', false],
  ['**/*.tf', 'main.tf', true],
  ['**/*.tf', 'a/b/main.tf', true],
  ['**/examples', 'modules/x/examples/a/main.tf', true],
  ['live/**/main.tf', 'live/main.tf', true],
  ['live/*/main.tf', 'live/a/b/main.tf', false],
  ['./live/**', 'live/a.tf', true],
])('the path pattern %s on %s: %s', (pattern, path, expected) => {
  expect(matchesPath(pattern, path)).toBe(expected);
});

test('a text wildcard agrees with the regular expression that it means', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
  const texts = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
  fc.assert(
    fc.property(letters, texts, (pattern, text) => {
      const source = pattern.replaceAll('?', '.').replaceAll('*', '.*');
      expect(matchesWildcard(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
    }),
    { numRuns: 500 },
  );
});

test('a hostile pattern costs no more than its length times the text', () => {
  const started = performance.now();
  matchesWildcard('*a'.repeat(250), 'a'.repeat(4000));
  matchesPath(`${'**/'.repeat(200)}x`, `${'a/'.repeat(1000)}y`);
  expect(performance.now() - started).toBeLessThan(1000);
});
