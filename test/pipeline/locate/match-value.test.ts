import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPrefix, matchValue } from '../../../src/pipeline/locate/match-value.ts';
import { pattern, text } from '../../support/resource-in-code.ts';

describe('comparing a value of the code with a text of the cloud', () => {
  it.each([
    [text('logs'), 'logs', 'equal'],
    [text('logs'), 'Logs', 'differs'],
    [pattern('logs-', null), 'logs-ab12', 'fits'],
    [pattern('logs-', null), 'log-ab12', 'differs'],
    [pattern(null, '-logs'), 'eu-logs', 'fits'],
    [pattern(null, '-mid-', null), 'a-mid-b', 'fits'],
    [pattern(null, '-mid-', null), 'a-mad-b', 'differs'],
    [pattern('a', null, 'a'), 'a', 'differs'],
    [pattern('a', null, 'a'), 'aa', 'fits'],
    [pattern('ab', null, 'c', null, 'cd'), 'abcd', 'differs'],
    [pattern('ab', null, 'c', null, 'cd'), 'abccd', 'fits'],
    [pattern(null, 'b', null, 'b', null), 'xbx', 'differs'],
    [pattern(null), 'anything', 'open'],
    [{ kind: 'unknown', reason: 'x', origin: null } as const, 'anything', 'open'],
  ])('%j against %s says %s', (value, cloud, expected) => {
    expect(matchValue(value, cloud).kind).toBe(expected);
  });

  it('takes a prefix for what the text begins with, and what the provider makes up for the rest', () => {
    expect(matchPrefix(text('logs-'), 'logs-20240131120000123400000001').kind).toBe('fits');
    expect(matchPrefix(text('logs-'), 'log-20240131120000123400000001').kind).toBe('differs');
    expect(matchPrefix(text('logs-'), 'logs-archive').kind).toBe('differs');
    expect(matchPrefix(pattern('a', null, 'b'), 'axbyy').kind).toBe('fits');
  });

  it('always fits a text that was made by filling the holes', () => {
    const part = fc.option(fc.string({ maxLength: 5 }), { nil: null });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 6 }),
        fc.string({ maxLength: 4 }),
        (parts, filling) => {
          const made = parts.map((each) => each ?? filling).join('');
          expect(matchValue(pattern(...parts), made).kind).not.toBe('differs');
        },
      ),
    );
  });
});
