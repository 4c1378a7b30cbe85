import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FollowUpEvent } from '../../../src/pipeline/follow-up/event.ts';
import { follow } from '../../../src/pipeline/follow-up/follow.ts';
import { redundantEvaluations } from '../../../src/pipeline/follow-up/redundant.ts';
import { applied, at, examined, fails, passes, patience, pull } from './events.ts';

const DAY = 24;
const days = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => (from + index) * DAY);

function left(events: readonly FollowUpEvent[], now: Date): readonly FollowUpEvent[] {
  const redundant = redundantEvaluations(events, follow(events, now, patience), now, patience);
  const gone = new Set<FollowUpEvent>(redundant);
  return events.filter((event) => !gone.has(event));
}

describe('evaluations of every day', () => {
  const merged = [fails(0), examined(1, 'located'), pull('proposed', 2), pull('merged', 3)];

  test.each([
    [
      'of drift',
      [fails(0), examined(1, 'right', at(0)), ...days(1, 400).map((hour) => fails(hour))],
    ],
    ['after a merge that nobody applies', [...merged, ...days(1, 400).map((hour) => fails(hour))]],
  ])('%s are kept for a month, and those that changed something', (_, events) => {
    const now = at(400 * DAY);
    const kept = left(events, now);
    expect(kept.length).toBeLessThan(40);
    expect(follow(kept, now, patience)).toEqual(follow(events, now, patience));
  });

  test('of the last month are all kept', () => {
    const events = [...merged, ...days(1, 29).map((hour) => fails(hour))];
    expect(left(events, at(29 * DAY))).toEqual(events);
  });

  const event = fc.oneof(
    { weight: 6, arbitrary: fc.nat(80 * DAY).map((hour) => fails(hour)) },
    { weight: 2, arbitrary: fc.nat(80 * DAY).map((hour) => fails(hour, { finding: 'g' })) },
    { weight: 2, arbitrary: fc.nat(80 * DAY).map((hour) => passes(hour)) },
    fc
      .tuple(fc.nat(80 * DAY), fc.constantFrom('located', 'right', 'refused'))
      .map(([hour, result]) => examined(hour, result)),
    fc
      .tuple(fc.constantFrom('proposed', 'merged', 'declined'), fc.nat(80 * DAY))
      .map(([kind, hour]) => pull(kind, hour)),
    fc.nat(80 * DAY).map((hour) => applied(hour)),
  );

  test('left out, they change nothing, whatever happens after', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.array(event), (events, later) => {
        const then = later.map((each): FollowUpEvent => {
          const when = new Date(each.at.getTime() + 81 * DAY * 3_600_000);
          return each.kind === 'evaluation'
            ? { ...each, at: when, firstSeen: when, lastSeen: when }
            : { ...each, at: when };
        });
        const kept = left(events, at(81 * DAY));
        const [all, few] = [events, kept].map((before) =>
          follow([...before, ...then], at(200 * DAY), patience),
        );
        expect(few).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });
});
