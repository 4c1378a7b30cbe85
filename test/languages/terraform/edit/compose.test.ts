import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composed, offsetAfter } from '../../../../src/languages/terraform/edit/compose.ts';
import { type Splice, spliced } from '../../../../src/languages/terraform/edit/splice.ts';

/** Splices that do not overlap, of a text of this length. */
function splicesOf(length: number): fc.Arbitrary<readonly Splice[]> {
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: length }), { maxLength: 8 });
  const texts = fc.array(fc.string({ maxLength: 3 }), { minLength: 4, maxLength: 4 });
  return fc.tuple(cuts, texts).map(([places, words]) => {
    const sorted = places.toSorted((a, b) => a - b);
    return words.flatMap((text, index): readonly Splice[] => {
      const start = sorted[index * 2];
      const end = sorted[index * 2 + 1];
      return start === undefined || end === undefined
        ? []
        : [{ range: { start, end }, text, layer: 'resource' }];
    });
  });
}

const rounds = fc
  .string({ minLength: 1, maxLength: 30 })
  .chain((text) => fc.tuple(fc.constant(text), splicesOf(text.length)))
  .chain(([text, first]) =>
    fc.tuple(fc.constant(text), fc.constant(first), splicesOf(spliced(text, first).length)),
  );

describe('two rounds of splices as one', () => {
  it('gives the text that one after the other gives', () => {
    fc.assert(
      fc.property(rounds, ([text, first, second]) => {
        const both = composed(text, first, second);
        expect(spliced(text, both)).toBe(spliced(spliced(text, first), second));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives splices that do not overlap', () => {
    fc.assert(
      fc.property(rounds, ([text, first, second]) => {
        const both = composed(text, first, second);
        const ends = both.map((splice) => splice.range.end);
        expect(
          both.slice(1).every((splice, index) => splice.range.start >= (ends[index] ?? 0)),
        ).toBe(true);
      }),
    );
  });

  it('finds every character that was kept', () => {
    fc.assert(
      fc.property(rounds, ([text, first]) => {
        const after = spliced(text, first);
        for (const [offset, character] of [...text].entries()) {
          const now = text.length === [...text].length ? offsetAfter(first, offset) : null;
          if (now !== null) expect(after[now]).toBe(character);
        }
      }),
    );
  });
});
