import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FollowUpEvent } from '../../../src/pipeline/follow-up/event.ts';
import { follow } from '../../../src/pipeline/follow-up/follow.ts';
import { applied, at, evaluation, examined, gone, patience, pull } from './events.ts';

const hours = fc.integer({ min: 0, max: 300 });
const finding = fc.constantFrom('f', 'g');
const number = fc.integer({ min: 1, max: 3 });

const event: fc.Arbitrary<FollowUpEvent> = fc.oneof(
  fc
    .tuple(
      hours,
      fc.constantFrom('failed', 'failed', 'passed', 'warning', 'not-available'),
      fc.constantFrom(null, null, 'resolved', 'archived', 'suppressed'),
      finding,
      fc.integer({ min: 0, max: 60 }),
      fc.tuple(fc.option(hours), fc.option(hours)),
    )
    .map(([when, status, closure, key, late, [configured, pending]]) =>
      evaluation(when, status, {
        closure,
        finding: key,
        firstSeen: at(when),
        lastSeen: at(when + late),
        configuredAt: configured === null ? null : at(configured),
        pendingUntil: pending === null ? null : at(pending),
      }),
    ),
  fc
    .tuple(hours, fc.constantFrom('located', 'not-located', 'unmanaged', 'refused', 'right'))
    .map(([when, result]) => examined(when, result)),
  fc
    .tuple(
      fc.constantFrom('proposed', 'merged', 'declined', 'withdrawn'),
      hours,
      number,
      fc.boolean(),
    )
    .map(([kind, when, pr, replaces]) => pull(kind, when, pr, replaces)),
  hours.map((when) => applied(when)),
  fc
    .tuple(hours, fc.constantFrom('nothing', 'passing', 'failing', 'unknown'), finding)
    .map(([when, remains, key]) => gone(when, remains, key)),
);
const history = fc.array(event, { maxLength: 25 });
const now = at(1000);

/** What a reader of the answer can tell. */
function told(events: readonly FollowUpEvent[]) {
  const { transitions, actions, journeys, recheckAt } = follow(events, now, patience);
  return { transitions, actions, journeys, recheckAt };
}

describe('following a remediation', () => {
  test('the order of delivery and repeated deliveries do not matter', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (events, dice) => {
        const shuffled = [...events, ...events.filter((_, index) => index % 2 === 0)]
          .map((each) => ({ each, rank: dice.next().value ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ each }) => each);
        expect(told(shuffled)).toEqual(told(events));
      }),
      { numRuns: 500 },
    );
  });

  test('no transition is lost: what happens later only adds to the way', () => {
    fc.assert(
      fc.property(history, event, (events, next) => {
        const last = Math.max(0, ...events.map((each) => each.at.getTime()));
        const later = { ...next, at: new Date(last + 1) };
        if ('lastSeen' in later) Object.assign(later, { firstSeen: later.at, lastSeen: later.at });
        const isNew =
          !('number' in later) ||
          !events.some(
            (each) => 'number' in each && each.number === later.number && each.kind === later.kind,
          );
        fc.pre(isNew);
        const before = told(events).transitions;
        expect(told([...events, later]).transitions.slice(0, before.length)).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  test('the way is unbroken, and each key of an action stands once', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { transitions, actions } = told(events);
        transitions.forEach((each, index) => {
          expect(each.from).toBe(transitions[index - 1]?.state ?? null);
          expect(each.state).not.toBe(each.from);
        });
        expect(new Set(actions.map(({ key }) => key)).size).toBe(actions.length);
      }),
      { numRuns: 500 },
    );
  });

  test('nothing is verified without a pass after the merge, or a replacement that the merge made', () => {
    fc.assert(
      fc.property(history, (events) => {
        for (const { mergedAt, verifiedAt, finding: key, again } of told(events).journeys) {
          if (verifiedAt === null || (again && mergedAt === null)) continue;
          expect(mergedAt).not.toBeNull();
          const proof = events.some(
            (each) =>
              each.at.getTime() === verifiedAt.getTime() &&
              ((each.kind === 'evaluation' &&
                each.finding === key &&
                each.status === 'passed' &&
                each.at > (mergedAt ?? now)) ||
                (each.kind === 'gone' &&
                  (each.remains === 'nothing' || each.remains === 'passing'))),
          );
          expect(proof).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('no time of an apply is made up: it is an event’s, a recorded configuration’s or the limit of a pass', () => {
    fc.assert(
      fc.property(history, (events) => {
        for (const { appliedAt, verifiedAt } of told(events).journeys) {
          if (appliedAt === null) continue;
          const times = events.flatMap((each) =>
            each.kind === 'applied'
              ? [each.at]
              : each.kind === 'evaluation'
                ? [each.configuredAt, each.pendingUntil === null ? null : each.at]
                : [],
          );
          const told = [...times, times.length > 0 ? verifiedAt : null];
          expect(told.some((time) => time?.getTime() === appliedAt.getTime())).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('each step of a journey comes after the one before', () => {
    fc.assert(
      fc.property(history, (events) => {
        for (const { proposedAt, mergedAt, appliedAt, verifiedAt } of told(events).journeys) {
          if (proposedAt && mergedAt) expect(mergedAt >= proposedAt).toBe(true);
          if (mergedAt && verifiedAt) expect(verifiedAt >= mergedAt).toBe(true);
          if (mergedAt && appliedAt) expect(appliedAt >= mergedAt).toBe(true);
          if (appliedAt && verifiedAt) expect(verifiedAt >= appliedAt).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
