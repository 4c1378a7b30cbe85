import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineIndex } from '../../../../src/languages/terraform/syntax/line-index.ts';

describe('lineIndex', () => {
  it('gives for every offset what counting newlines gives', () => {
    const text = fc.array(fc.constantFrom('a', 'é', '\n', '\r\n')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(50), (source, at) => {
        const offset = Math.min(at, source.length);
        const before = source.slice(0, offset).split('\n');
        expect(lineIndex(source)(offset)).toEqual({
          line: before.length,
          column: (before.at(-1) ?? '').length + 1,
        });
      }),
    );
  });
});
