import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClockedJourney } from '../../../../src/pipeline/follow-up/clocks/clock.ts';
import { ClockTally, type Period } from '../../../../src/pipeline/follow-up/clocks/report.ts';
import { type Duration, Durations } from '../../../../src/pipeline/follow-up/clocks/survival.ts';
import {
  durationInWords,
  reportInMarkdown,
} from '../../../../src/pipeline/follow-up/clocks/words.ts';
import { at, HOUR } from '../events.ts';

function journey(differs: Partial<ClockedJourney> = {}): ClockedJourney {
  return {
    finding: 'f',
    foundAt: at(0),
    proposedAt: null,
    mergedAt: null,
    appliedAt: null,
    verifiedAt: null,
    state: 'found',
    since: at(0),
    again: false,
    severity: 'HIGH',
    control: 'S3.8',
    team: null,
    repository: null,
    ...differs,
  };
}

function clockReport(journeys: readonly ClockedJourney[], period: Period) {
  const tally = new ClockTally(period);
  for (const each of journeys) tally.add(each);
  return tally.report();
}

function quantile(durations: readonly Duration[], share: number): number | null {
  const counted = new Durations();
  for (const each of durations) counted.add(each);
  return counted.quantile(share);
}

const whole = journey({
  proposedAt: at(1),
  mergedAt: at(3),
  appliedAt: at(6),
  verifiedAt: at(10),
  state: 'verified',
  since: at(10),
});

describe('the median with open ones', () => {
  const ended = (length: number) => ({ length, ended: true });
  const open = (length: number) => ({ length, ended: false });

  // Remission times of the 6-MP group of Freireich et al. (1963), the textbook example: median 23.
  test('agrees with the textbook', () => {
    const months = [
      ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(ended),
      ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(open),
    ];
    expect(quantile(months, 0.5)).toBe(23);
    expect(quantile(months, 0.9)).toBeNull();
  });

  test.each([
    ['nothing', [], null],
    ['one', [ended(5)], 5],
    ['all ended: the ordinary median', [1, 2, 3, 4, 5].map(ended), 3],
    ['none ended', [1, 2, 3].map(open), null],
    ['most still open', [ended(1), open(2), open(3)], null],
  ])('of %s', (_, durations, expected) => {
    expect(quantile(durations, 0.5)).toBe(expected);
  });

  test('without open ones it is a value that at least half do not exceed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (lengths) => {
        const median = quantile(lengths.map(ended), 0.5) ?? Number.NaN;
        expect(lengths.filter((each) => each <= median).length * 2).toBeGreaterThanOrEqual(
          lengths.length,
        );
        expect(lengths.filter((each) => each < median).length * 2).toBeLessThan(
          lengths.length + 1e-9,
        );
      }),
    );
  });

  // Kaplan and Meier's product, duration by duration, over lengths as they are.
  function exactly(durations: readonly Duration[], share: number): number {
    const sorted = [...durations].sort((a, b) => a.length - b.length);
    let surviving = 1;
    for (const { length } of sorted.filter((each) => each.ended)) {
      const atRisk = sorted.filter((each) => each.length >= length).length;
      const endings = sorted.filter((each) => each.length === length && each.ended).length;
      surviving *= (1 - endings / atRisk) ** (1 / endings);
      if (surviving <= 1 - share + 1e-9) return length;
    }
    return Number.POSITIVE_INFINITY;
  }

  test('over three months is at most one in two hundred off', () => {
    const length = fc.nat(90).map((days) => days * 24 * HOUR);
    const duration = fc.record({ length, ended: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(duration, { maxLength: 60 }),
        fc.constantFrom(0.5, 0.9),
        (all, share) => {
          const [exact, counted] = [exactly(all, share), quantile(all, share)];
          if (counted === null) expect(exact).toBe(Number.POSITIVE_INFINITY);
          else expect(Math.abs(counted - exact)).toBeLessThanOrEqual(exact / 200);
        },
      ),
    );
  });

  test('is never shortened by leaving things lying', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1 }),
        fc.array(fc.nat(1000)),
        (lengths, lying) => {
          const without = quantile(lengths.map(ended), 0.5) ?? Number.NaN;
          const longest = Math.max(...lengths);
          const all = [...lengths.map(ended), ...lying.map((each) => open(longest + each))];
          expect(quantile(all, 0.5) ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(without);
        },
      ),
    );
  });
});

describe('the report', () => {
  const options = { since: at(-1), now: at(100) };

  test('has the four clocks and the whole', () => {
    const { clocks } = clockReport([whole], options);
    const medians = Object.values(clocks).map(({ median }) => (median ?? 0) / HOUR);
    expect(medians).toEqual([1, 2, 3, 4, 10]);
  });

  test('counts open ones as censored, and declined, refused and not located apart', () => {
    const report = clockReport(
      [
        whole,
        journey(),
        journey({ state: 'declined', proposedAt: at(1) }),
        journey({ state: 'refused' }),
        journey({ state: 'not-located' }),
        journey({ state: 'not-located' }),
      ],
      options,
    );
    expect(report.clocks['found-to-verified']).toEqual({
      median: 10 * HOUR,
      p90: null,
      ended: 1,
      open: 1,
      unknown: 0,
    });
    expect(report.apart).toEqual({ declined: 1, 'not-located': 2, refused: 1 });
  });

  test('an apply that nobody told of is unknown on its two clocks, not invented, and counts on the whole', () => {
    const untold = journey({ ...whole, appliedAt: null });
    const { clocks } = clockReport([whole, untold, untold], options);
    const summaries = Object.values(clocks).map(({ median, ended, unknown }) => [
      (median ?? 0) / HOUR,
      ended,
      unknown,
    ]);
    expect(summaries).toEqual([
      [1, 3, 0],
      [2, 3, 0],
      [3, 1, 2],
      [4, 1, 2],
      [10, 3, 0],
    ]);
  });

  // By hand: found → verified in hours, + still open. Of ten: 1, 2, 2+, 3, 5, 5+, 8, 13, 13+, 40+.
  // S(1)=9/10, S(2)=9/10·8/9=8/10, S(3)=8/10·6/7=48/70, S(5)=48/70·5/6=4/7, S(8)=4/7·3/4=3/7 ≤ 1/2,
  // S(13)=3/7·2/3=2/7; then only open ones: a tenth is never reached.
  test('is what a table worked out by hand says', () => {
    const ended = [1, 2, 3, 5, 8, 13].map((hours) =>
      journey({ proposedAt: at(0), mergedAt: at(0), verifiedAt: at(hours), state: 'verified' }),
    );
    const openSince = [2, 5, 13, 40].map((hours) => journey({ foundAt: at(100 - hours) }));
    const { clocks } = clockReport([...ended, ...openSince], options);
    expect(clocks['found-to-verified']).toEqual({
      median: 8 * HOUR,
      p90: null,
      ended: 6,
      open: 4,
      unknown: 0,
    });
    const withoutTheLongest = clockReport([...ended, ...openSince.slice(0, 2)], options);
    // Of eight, 1, 2, 2+, 3, 5, 5+, 8, 13: S(5)=7/8·6/7·4/5·3/4=9/20 ≤ 1/2, and S(13)=0 ≤ 1/10.
    expect(withoutTheLongest.clocks['found-to-verified']).toMatchObject({
      median: 5 * HOUR,
      p90: 13 * HOUR,
    });
  });

  test('stops the clock of what the source put away, without calling it fixed', () => {
    const { clocks } = clockReport([journey({ state: 'closed', since: at(5) }), whole], options);
    expect(clocks['found-to-verified']).toMatchObject({ ended: 1, open: 1, median: 10 * HOUR });
  });

  test('groups by severity, control, team and repository, the largest first', () => {
    const { timeToRemediate } = clockReport(
      [
        { ...whole, team: 'web', repository: 'site' },
        { ...whole, team: 'web', severity: 'LOW' },
        { ...whole, control: null },
      ],
      options,
    );
    const names = Object.values(timeToRemediate).map((rows) => rows.map(({ group }) => group));
    expect(names).toEqual([
      ['HIGH', 'LOW'],
      ['S3.8', '(none)'],
      ['web', '(none)'],
      ['(none)', 'site'],
    ]);
  });

  test('knows how much came back', () => {
    const again = journey({ again: true, foundAt: at(20) });
    expect(clockReport([whole, whole, again], options).recurrence).toEqual({
      verified: 2,
      recurred: 1,
      rate: 0.5,
    });
    expect(clockReport([], options).recurrence.rate).toBeNull();
  });

  test('follows the backlog week by week', () => {
    const week = 7 * 24;
    const { backlog } = clockReport(
      [
        journey({ foundAt: at(-5 * week) }),
        whole,
        journey({ foundAt: at(week) }),
        journey({ foundAt: at(week), state: 'declined', since: at(2 * week) }),
      ],
      { since: at(0), now: at(2 * week) },
    );
    expect(
      backlog.map(({ found, verified, setAside, open }) => [found, verified, setAside, open]),
    ).toEqual([
      [1, 1, 0, 1],
      [2, 0, 0, 3],
      [0, 0, 1, 2],
    ]);
  });

  test('in Markdown, nothing from outside acts', () => {
    const hostile = { ...whole, team: '@everyone | <img src=x> [a](http://b)', repository: 'site' };
    const text = reportInMarkdown(clockReport([hostile], options));
    expect(text).toContain('| found → verified | 10 h | 10 h | 1 | 0 | 0 |');
    expect(text).not.toMatch(/@everyone|(?<!\\)<img|(?<!\\)\]\(http/);
  });

  test.each([
    [null, 'not yet'],
    [0, '0 s'],
    [40_000, '40 s'],
    [2 * HOUR + 300_000, '2 h 5 min'],
    [76 * HOUR, '3 d 4 h'],
    [48 * HOUR, '2 d'],
  ])('says %s ms as %s', (length, words) => {
    expect(durationInWords(length)).toBe(words);
  });
});
