import { describe, expect, test } from 'vitest';
import type { DeliveryAction, ExistingPullRequest } from '../../../src/model/pull-request.ts';
import { decide, type Situation } from '../../../src/pipeline/deliver/decide.ts';

const open: ExistingPullRequest = {
  number: 7,
  state: 'open',
  closedBy: null,
  closedByApp: false,
  touchedBy: null,
  conflict: false,
  wordsCurrent: true,
  editsCurrent: true,
  mergeSeen: false,
};
const declined: ExistingPullRequest = { ...open, state: 'closed', closedBy: 'alice' };
const merged: ExistingPullRequest = { ...open, state: 'merged' };
const fresh: Situation = {
  mode: 'pull-request',
  withheld: false,
  finding: 'failing',
  pullRequest: null,
  limits: { open: 10, perHour: 4 },
  counts: { open: 0, openedLastHour: 0 },
};
const full = { open: 10, openedLastHour: 0 };
const busy = { open: 1, openedLastHour: 4 };

type Row = readonly [string, Partial<Situation>, DeliveryAction, RegExp, RegExp | null];
const table: readonly Row[] = [
  ['nothing yet', {}, 'open', /no pull request/, null],
  ['mode observe', { mode: 'observe' }, 'wait', /observe/, null],
  ['mode issue', { mode: 'issue' }, 'wait', /issue/, null],
  ['mode observe, open', { mode: 'observe', pullRequest: open }, 'wait', /observe/, null],
  ['public', { withheld: true }, 'wait', /public/, null],
  ['public, open', { withheld: true, pullRequest: open }, 'wait', /public/, null],
  ['as many open as allowed', { counts: full }, 'wait', /limits\.open/, null],
  ['as many this hour as allowed', { counts: busy }, 'wait', /limits\.per-hour/, null],
  ['fixed outside, nothing yet', { finding: 'fixed-outside' }, 'wait', /is fixed/, null],
  ['resolved, nothing yet', { finding: 'resolved' }, 'leave', /no longer/, null],
  ['excepted, nothing yet', { finding: 'excepted' }, 'leave', /exception/, null],
  ['open and current', { pullRequest: open }, 'leave', /up to date/, null],
  ['open at the limit', { pullRequest: open, counts: full }, 'leave', /up to date/, null],
  [
    'the fix changed',
    { pullRequest: { ...open, editsCurrent: false, wordsCurrent: false } },
    'rebuild',
    /fix/,
    null,
  ],
  ['words changed', { pullRequest: { ...open, wordsCurrent: false } }, 'update', /said/, null],
  ['conflict', { pullRequest: { ...open, conflict: true } }, 'rebuild', /conflicts/, null],
  [
    'conflict and words changed',
    { pullRequest: { ...open, conflict: true, wordsCurrent: false } },
    'rebuild',
    /conflicts/,
    null,
  ],
  [
    'a person pushed',
    { pullRequest: { ...open, touchedBy: 'alice', conflict: true } },
    'leave',
    /alice pushed/,
    /is yours/,
  ],
  [
    'a person pushed, resolved',
    { pullRequest: { ...open, touchedBy: 'alice' }, finding: 'resolved' },
    'leave',
    /alice pushed/,
    /closing it is left to you/,
  ],
  [
    'fixed outside, open',
    { pullRequest: open, finding: 'fixed-outside' },
    'leave',
    /still vulnerable/,
    /next apply will undo/,
  ],
  ['resolved, open', { pullRequest: open, finding: 'resolved' }, 'close', /no longer/, /no longer/],
  ['excepted, open', { pullRequest: open, finding: 'excepted' }, 'close', /accepted/, /accepted/],
  ['declined', { pullRequest: declined }, 'leave', /alice declined .* #7/, null],
  [
    'declined by nobody known',
    { pullRequest: { ...declined, closedBy: null } },
    'leave',
    /Someone declined/,
    null,
  ],
  [
    'closed by the app, failing again',
    { pullRequest: { ...declined, closedBy: 'sprinkler[bot]', closedByApp: true } },
    'open',
    /vulnerable/,
    null,
  ],
  ['merged, code not seen yet', { pullRequest: merged }, 'wait', /#7 is merged/, null],
  [
    'merged, and it came back',
    { pullRequest: { ...merged, mergeSeen: true } },
    'open',
    /came back/,
    null,
  ],
];

describe('the decision about a change', () => {
  test.each(table)('%s', (_, situation, action, reason, comment) => {
    const decision = decide({ ...fresh, ...situation });
    expect(decision.action).toBe(action);
    expect(decision.reason).toMatch(reason);
    if (comment === null) expect(decision.comment).toBeNull();
    else expect(decision.comment).toMatch(comment);
  });

  test('never touches what a person has pushed to, whatever else is true', () => {
    for (const finding of ['failing', 'fixed-outside', 'resolved', 'excepted'] as const)
      for (const conflict of [true, false])
        for (const wordsCurrent of [true, false]) {
          const pullRequest = { ...open, touchedBy: 'alice', conflict, wordsCurrent };
          expect(decide({ ...fresh, finding, pullRequest }).action).toBe('leave');
        }
  });

  test('never writes in another mode than pull-request, nor what must be withheld', () => {
    for (const pullRequest of [null, open, declined, { ...merged, mergeSeen: true }])
      for (const finding of ['failing', 'fixed-outside', 'resolved', 'excepted'] as const) {
        const base = { ...fresh, finding, pullRequest };
        expect(decide({ ...base, mode: 'observe' }).action).toBe('wait');
        expect(decide({ ...base, withheld: true }).action).toBe('wait');
      }
  });

  test('gives a limit of zero its meaning', () => {
    expect(decide({ ...fresh, limits: { open: 0, perHour: 4 } }).action).toBe('wait');
  });
});
