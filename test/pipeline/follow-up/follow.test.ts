import { describe, expect, test } from 'vitest';
import type { FollowUpEvent } from '../../../src/pipeline/follow-up/event.ts';
import { follow } from '../../../src/pipeline/follow-up/follow.ts';
import { wordsOf } from '../../../src/pipeline/follow-up/words.ts';
import {
  applied,
  archived,
  at,
  evaluation,
  examined,
  fails,
  gone,
  passes,
  patience,
  pull,
} from './events.ts';

const merged = [fails(0), examined(1, 'located'), pull('proposed', 2), pull('merged', 3)];
const verified = [...merged, applied(4), passes(5)];

/** The way as `state@hours`. */
function way(events: readonly FollowUpEvent[], now = 1000): string {
  return follow(events, at(now), patience)
    .transitions.map(
      ({ state, at: when }) => `${state}@${(when.getTime() - at(0).getTime()) / 3_600_000}`,
    )
    .join(' ');
}

const toMerged = 'found@0 located@1 proposed@2 merged@3';
const toVerified = `${toMerged} applied@4 verified@5`;

const cases: readonly (readonly [string, readonly FollowUpEvent[], string])[] = [
  ['nothing but a pass is no remediation', [passes(0)], ''],
  ['found to verified', verified, toVerified],
  [
    'an apply that nobody told of is inferred',
    [...merged, passes(5)],
    `${toMerged} applied@5 verified@5`,
  ],
  [
    'found when we learn of it, not when it was evaluated',
    [fails(0, { firstSeen: at(7), lastSeen: at(7) })],
    'found@7',
  ],
  ['not located', [fails(0), examined(1, 'not-located')], 'found@0 not-located@1'],
  ['unmanaged', [fails(0), examined(1, 'unmanaged')], 'found@0 unmanaged@1'],
  [
    'refused, and located once the code changed',
    [fails(0), examined(1, 'refused'), examined(9, 'located')],
    'found@0 refused@1 located@9',
  ],
  [
    'declined',
    [...merged.slice(0, 3), pull('declined', 4)],
    'found@0 located@1 proposed@2 declined@4',
  ],
  [
    'declined stays when the code is looked at again',
    [...merged.slice(0, 3), pull('declined', 4), examined(5, 'located')],
    'found@0 located@1 proposed@2 declined@4',
  ],
  [
    'declined, then opened again by a person and merged',
    [...merged.slice(0, 3), pull('declined', 4), pull('merged', 6)],
    'found@0 located@1 proposed@2 declined@4 merged@6',
  ],
  [
    'withdrawn by us and proposed anew',
    [...merged.slice(0, 3), pull('withdrawn', 4), pull('proposed', 5, 2)],
    'found@0 located@1 proposed@2 located@4 proposed@5',
  ],
  [
    'a merge of another pull request is not ours',
    [...merged.slice(0, 3), pull('merged', 4, 99)],
    'found@0 located@1 proposed@2',
  ],
  ['passed, evaluated before the merge, is not verified', [...merged, passes(2.5)], toMerged],
  [
    'passed, evaluated at the moment of the merge, is not verified',
    [...merged, passes(3)],
    toMerged,
  ],
  ['still failing after the merge is not verified', [...merged, fails(40)], toMerged],
  ['archived after the merge is not fixed', [...merged, archived(5)], `${toMerged} closed@5`],
  [
    'passed but archived is not fixed',
    [...merged, passes(5, { closure: 'archived' })],
    `${toMerged} closed@5`,
  ],
  [
    'suppressed after the merge is not fixed',
    [...merged, fails(5, { closure: 'suppressed' })],
    `${toMerged} closed@5`,
  ],
  [
    'closed by a person while it fails is not fixed',
    [...merged, fails(5, { closure: 'resolved' })],
    `${toMerged} closed@5`,
  ],
  [
    'put away after the merge, and back',
    [...merged, archived(5), fails(6), passes(7)],
    `${toMerged} closed@5 merged@6 applied@7 verified@7`,
  ],
  ['a warning is no pass', [...merged, evaluation(5, 'warning')], toMerged],
  [
    'the change removed the resource and nothing remains: verified',
    [...merged.slice(0, 3), pull('merged', 3, 1, true), archived(5), gone(6, 'nothing')],
    `${toMerged} closed@5 applied@6 verified@6`,
  ],
  [
    'the change replaced the resource and the new one passes: verified',
    [...merged.slice(0, 3), pull('merged', 3, 1, true), applied(4), gone(6, 'passing')],
    `${toMerged} applied@4 verified@6`,
  ],
  [
    'replaced, and the new one fails or is unknown: not verified',
    [...merged.slice(0, 3), pull('merged', 3, 1, true), gone(5, 'failing'), gone(6, 'unknown')],
    toMerged,
  ],
  [
    'gone although the change does not replace: not verified',
    [...merged, archived(5), gone(6, 'nothing')],
    `${toMerged} closed@5`,
  ],
  [
    'Config recorded the configuration that passes after the merge: applied then',
    [...merged, passes(5, { configuredAt: at(4) })],
    toVerified,
  ],
  [
    'a configuration from before the merge tells nothing of an apply',
    [...merged, passes(5, { configuredAt: at(2) })],
    `${toMerged} applied@5 verified@5`,
  ],
  [
    'a configuration that fails tells nothing of an apply',
    [...merged, fails(5, { configuredAt: at(4) }), passes(8)],
    `${toMerged} applied@8 verified@8`,
  ],
  [
    'two findings: the recorded configuration of one says when it was applied',
    [
      fails(0),
      fails(0, { finding: 'g' }),
      ...merged.slice(1),
      passes(5, { configuredAt: at(4) }),
      passes(8, { finding: 'g' }),
    ],
    `${toMerged} applied@5 verified@8`,
  ],
  [
    'it fails, and the source names a change that waits for a window: applied, pending',
    [...merged, fails(10, { pendingUntil: at(100) })],
    `${toMerged} applied@10`,
  ],
  ['deferred: applied, pending', [...merged, applied(4, at(100))], `${toMerged} applied@4`],
  [
    'two findings: verified when both pass',
    [
      fails(0),
      fails(0, { finding: 'g' }),
      ...merged.slice(1),
      passes(5),
      passes(8, { finding: 'g' }),
    ],
    `${toMerged} applied@8 verified@8`,
  ],
  [
    'two findings: one fails again before the other passes',
    [
      fails(0),
      fails(0, { finding: 'g' }),
      ...merged.slice(1),
      passes(5),
      fails(6),
      passes(8, { finding: 'g' }),
    ],
    toMerged,
  ],
  [
    'two findings: one passes, the other is archived',
    [
      fails(0),
      fails(0, { finding: 'g' }),
      ...merged.slice(1),
      passes(5),
      archived(8, { finding: 'g' }),
    ],
    `${toMerged} applied@8 verified@8`,
  ],
  [
    'fails again after verified: recurred, and a new round',
    [
      ...verified,
      fails(50),
      examined(51, 'located'),
      pull('proposed', 52, 2),
      pull('merged', 53, 2),
      passes(60),
    ],
    `${toVerified} recurred@50 located@51 proposed@52 merged@53 applied@60 verified@60`,
  ],
  [
    'recurred and passing again by itself',
    [...verified, fails(50), passes(51)],
    `${toVerified} recurred@50 verified@51`,
  ],
  [
    'fails again, but the code is right since the merge: drift',
    [...verified, fails(50), examined(51, 'right', at(3))],
    `${toVerified} recurred@50 drifted@51`,
  ],
  [
    'drift ends when it passes',
    [...verified, fails(50), examined(51, 'right', at(3)), passes(70)],
    `${toVerified} recurred@50 drifted@51 verified@70`,
  ],
  [
    'fails while the code is right, evaluated before an apply could have mattered: no drift yet',
    [fails(0), examined(1, 'right')],
    'found@0',
  ],
  [
    'and drift once it is evaluated long enough after',
    [fails(0), examined(1, 'right'), fails(28)],
    'found@0 drifted@28',
  ],
  [
    'an evaluation older than the last apply is no drift',
    [fails(0), applied(30), examined(31, 'right'), fails(29)],
    'found@0',
  ],
  [
    'and one newer than it is',
    [fails(0), applied(30), examined(31, 'right'), fails(32)],
    'found@0 drifted@32',
  ],
  [
    'passes without a change of ours: closed',
    [fails(0), examined(1, 'located'), passes(2)],
    'found@0 located@1 closed@2',
  ],
  [
    'closed and failing again: as before',
    [fails(0), examined(1, 'located'), passes(2), fails(3)],
    'found@0 located@1 closed@2 located@3',
  ],
  [
    'resolved at the source before the merge: the pull request stays',
    [...merged.slice(0, 3), passes(2.5)],
    'found@0 located@1 proposed@2',
  ],
  [
    'a second change after one that was not enough',
    [...merged, fails(40), pull('proposed', 41, 2), pull('merged', 42, 2), passes(43)],
    `${toMerged} proposed@41 merged@42 applied@43 verified@43`,
  ],
];

describe('a remediation', () => {
  test.each(cases)('%s', (_, events, expected) => {
    expect(way(events)).toBe(expected);
  });
});

describe('when it was applied', () => {
  const appliedIn = (events: readonly FollowUpEvent[]) => {
    const { journeys, transitions } = follow(events, at(1000), patience);
    const step = transitions.find(({ state }) => state === 'applied');
    return [journeys[0]?.appliedAt ?? null, step?.by];
  };

  test.each([
    ['a deployment', [...merged, applied(4), passes(9)], at(4), 'deployment'],
    ['Config', [...merged, passes(9, { configuredAt: at(6) })], at(6), 'configuration'],
    ['a pending change', [...merged, fails(9, { pendingUntil: at(99) })], at(9), 'pending'],
    ['the first apply', [...merged, applied(4), applied(8), passes(9)], at(4), 'deployment'],
    ['nothing but the pass', [...merged, passes(9)], null, null],
  ] as const)('%s tells', (_, events, when, by) => {
    expect(appliedIn(events)).toEqual([when, by]);
  });

  test('the wait for the source begins when the window ends, and a later look may move it', () => {
    const pending = [...merged, fails(10, { pendingUntil: at(100) })];
    expect(follow(pending, at(11), patience).recheckAt).toEqual(at(126));
    const moved = [...pending, fails(20, { pendingUntil: at(268) })];
    expect(follow(moved, at(21), patience).recheckAt).toEqual(at(294));
    expect(follow(moved, at(21), patience).actions).toEqual([]);
  });
});

describe('what is to be done', () => {
  const actionsAt = (events: readonly FollowUpEvent[], now: number) => {
    const { actions, recheckAt } = follow(events, at(now), patience);
    return {
      actions: actions.map(({ key }) => key),
      recheck: recheckAt === null ? null : (recheckAt.getTime() - at(0).getTime()) / 3_600_000,
    };
  };
  const seenAt = (hours: number) => fails(0, { firstSeen: at(0), lastSeen: at(hours) });

  test('after a merge the source is asked again when it had the time to evaluate, not before', () => {
    expect(actionsAt(merged, 4)).toEqual({ actions: [], recheck: 3 + 26 });
    expect(actionsAt([...merged, applied(10)], 11)).toEqual({ actions: [], recheck: 10 + 26 });
    expect(actionsAt([...merged, applied(10, at(100))], 11)).toEqual({ actions: [], recheck: 126 });
  });

  test('it fails still when asked then: one comment, and a look every day', () => {
    expect(actionsAt([...merged, seenAt(30)], 30)).toEqual({
      actions: ['still failing #1'],
      recheck: 54,
    });
    expect(actionsAt([...merged, fails(20)], 30)).toEqual({ actions: [], recheck: 29 });
  });

  test.each([
    ['not-evaluated', [...merged, seenAt(30)]],
    ['not-applied', [...merged, fails(30)]],
    ['applied', [...merged, applied(3.5), fails(30)]],
  ] as const)('the comment knows that it was %s', (why, events) => {
    expect(follow(events, at(40), patience).actions).toMatchObject([{ why, pullRequest: 1 }]);
  });

  test('a recurrence waits for a look at the code, so that one comment says all', () => {
    const again = [...verified, fails(50)];
    expect(follow(again, at(51), patience).actions).toEqual([]);
    expect(follow([...again, passes(51), examined(52, 'right')], at(60), patience).actions).toEqual(
      [],
    );
  });

  test.each([
    ['located', 'changed'],
    ['right', 'right'],
    ['not-located', 'unknown'],
    ['refused', 'unknown'],
  ] as const)(
    'a recurrence is linked to the pull request that fixed it; %s code is %s',
    (result, code) => {
      const again = [...verified, fails(50), examined(51, result), examined(52, 'refused')];
      const { actions } = follow(again, at(53), patience);
      expect(actions.filter(({ kind }) => kind === 'comment-recurrence')).toMatchObject([
        { pullRequest: 1, at: at(50), findings: ['f'], code },
      ]);
    },
  );

  test('the source was quicker than the push it tells of: the comment is corrected once', () => {
    const early = [...verified, fails(50), examined(51, 'right'), examined(52, 'located')];
    const { actions } = follow([...early, examined(53, 'located')], at(54), patience);
    const comments = actions.filter(({ kind }) => kind === 'comment-recurrence');
    expect(comments).toMatchObject([
      { code: 'right', corrects: false },
      { code: 'changed', corrects: true, pullRequest: 1, at: at(50) },
    ]);
    expect(actions.at(-1)?.kind).toBe('close-drift-issue');
    const [first, second] = comments.map((action) =>
      wordsOf(action, { findings: [], address: null, differences: [], history: null }),
    );
    expect(first).toMatchObject({ body: expect.stringContaining('as it should be') });
    expect(second).toMatchObject({
      body: expect.stringMatching(/earlier version[\s\S]*vulnerable again/),
    });
  });

  test('what the merge replaced is looked for every day, for a month', () => {
    const replaced = [...merged.slice(0, 3), pull('merged', 3, 1, true)];
    expect(actionsAt([...replaced, archived(5)], 100)).toEqual({ actions: [], recheck: 5 + 24 });
    const late = archived(5, { lastSeen: at(3 + 30 * 24) });
    expect(actionsAt([...replaced, late], 800)).toEqual({ actions: [], recheck: null });
  });

  test('drift is an issue for each finding that fails, closed when it passes', () => {
    const drift = [...verified, fails(50), examined(51, 'right', at(3))];
    const kinds = (events: readonly FollowUpEvent[]) =>
      follow(events, at(90), patience).actions.map(({ kind }) => kind);
    expect(kinds(drift)).toEqual(['comment-recurrence', 'open-drift-issue']);
    expect(kinds([...drift, passes(70)])).toEqual([
      'comment-recurrence',
      'open-drift-issue',
      'close-drift-issue',
    ]);
  });

  test('what is verified, closed or declined awaits nothing', () => {
    expect(actionsAt(verified, 100)).toEqual({ actions: [], recheck: null });
    expect(actionsAt([...merged, archived(5)], 100)).toEqual({ actions: [], recheck: null });
  });
});
