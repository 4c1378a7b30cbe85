import type { Range } from '../../../model/source.ts';
import { composed, type Placed, placedIn, rangeBefore } from '../edit/compose.ts';
import { type Splice, spliced } from '../edit/splice.ts';
import { formattingOf } from './format.ts';

/**
 * The splices, with the white space around them as `terraform fmt` writes it wherever it was so
 * before: what it aligns with a touched line is aligned again. Where a chain of lines, or the
 * indentation of the file, had a style of its own, that style stays.
 */
export function tidied(text: string, splices: readonly Splice[]): readonly Splice[] {
  const placed = placedIn(splices);
  const own = formattingOf(text).gaps;
  const after = formattingOf(spliced(text, splices));
  const ownIndentation = own.some((gap) => gap.indentation);
  const ownChains = new Set(
    after.chains
      .filter((chain) => {
        const before = rangeBefore(placed, chain.range);
        return own.some((gap) => !gap.indentation && isWithin(gap.range, before));
      })
      .map((chain) => chain.number),
  );
  const wanted = after.gaps.filter((gap) =>
    gap.indentation ? !ownIndentation : !ownChains.has(gap.chain),
  );
  const layered = wanted.map(({ range, text }) => ({
    range,
    text,
    layer: nearestLayer(placed, range),
  }));
  return composed(text, splices, layered);
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Lines that are aligned anew belong to the edit that made it necessary. */
function nearestLayer(placed: readonly Placed[], range: Range): Splice['layer'] {
  const distance = (one: Placed): number => Math.abs(one.range.start - range.start);
  return placed.toSorted((a, b) => distance(a) - distance(b))[0]?.splice.layer ?? 'resource';
}
