import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByPlace, groupByReadiness } from '../../../src/jobs/remediate/group-fixes.ts';
import { lineEdits, linesTouched } from '../../../src/jobs/remediate/line-edits.ts';
import { applyEdits } from '../../../src/model/edited-tree.ts';
import type { TextEdit } from '../../../src/model/source.ts';

const edit = (path: string, start: number, end: number): TextEdit => ({
  path,
  range: { start, end },
  text: '',
  layer: 'resource',
});

describe('grouping fixes by place', () => {
  it.each([
    ['apart', [edit('a', 0, 5)], [edit('a', 6, 9)], 2],
    ['overlapping', [edit('a', 0, 5)], [edit('a', 4, 9)], 1],
    ['meeting', [edit('a', 0, 5)], [edit('a', 5, 9)], 1],
    ['inserting at one place', [edit('a', 5, 5)], [edit('a', 5, 5)], 1],
    ['in different files', [edit('a', 0, 5)], [edit('b', 0, 5)], 2],
  ])('two fixes %s', (_, left, right, groups) => {
    expect(groupByPlace([{ edits: left }, { edits: right }])).toHaveLength(groups);
  });

  it('joins two fixes through a third that touches both', () => {
    const items = [[edit('a', 0, 2)], [edit('b', 0, 2)], [edit('a', 1, 3), edit('b', 1, 3)]];
    expect(groupByPlace(items.map((edits) => ({ edits })))).toHaveLength(1);
  });

  it('sees an overlap with a long edit behind a short one', () => {
    const items = [[edit('a', 0, 100)], [edit('a', 10, 11)], [edit('a', 50, 51)]];
    expect(groupByPlace(items.map((edits) => ({ edits })))).toHaveLength(1);
  });
});

describe('keeping drafts apart', () => {
  const placed = (name: string, isReady: boolean, ...edits: TextEdit[]) => ({
    name,
    isReady,
    edits,
    lines: edits,
  });
  const names = (groups: readonly (readonly { readonly name: string }[])[]) =>
    groups.map((group) => group.map(({ name }) => name).join('+'));

  it('leaves a block that is ready and one that is not, both added below the same block, in changes of their own', () => {
    const items = [
      placed('a', true, edit('x', 5, 5)),
      placed('draft', false, edit('x', 5, 5)),
      placed('b', true, edit('x', 5, 5)),
    ];
    expect(names(groupByReadiness(items))).toEqual(['a+b', 'draft']);
  });

  it('makes one change of a rewritten line and a block that is added at its end', () => {
    const items = [placed('a', true, edit('x', 5, 9)), placed('draft', false, edit('x', 9, 9))];
    expect(names(groupByReadiness(items))).toEqual(['a+draft']);
  });

  it('makes one change of two that rewrite the same line', () => {
    const items = [placed('a', true, edit('x', 5, 9)), placed('draft', false, edit('x', 7, 12))];
    expect(names(groupByReadiness(items))).toEqual(['a+draft']);
  });
});

describe('edits in whole lines', () => {
  it.each([
    ['inside a line', 4, 5, 3, 7],
    ['at the end of a line', 7, 7, 3, 7],
    ['at the start of a line', 3, 3, 3, 7],
    ['at the very start', 0, 0, 0, 2],
    ['of a whole line with its break', 3, 8, 3, 8],
    ['over two lines', 4, 9, 3, 11],
    ['in the last line', 9, 9, 8, 11],
  ])('touch, %s, the lines around them', (_, start, end, first, last) => {
    expect(linesTouched(edit('a', start, end), 'ab\ncdef\nghi').range).toEqual({
      start: first,
      end: last,
    });
  });

  it('turn one text into the other', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'long line'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, fc.constantFrom('\n', '\r\n'), (before, after, newline) => {
        const [old, now] = [before.join(newline), after.join(newline)];
        expect(applyEdits(old, lineEdits('x', old, now, 'resource'))).toBe(now);
      }),
    );
  });
});
