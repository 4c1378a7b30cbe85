import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionText } from '../../../../src/languages/terraform/edit/write-value.ts';
import { terraform } from '../../../../src/languages/terraform/language.ts';
import type { Value } from '../../../../src/model/value.ts';
import { hostileStrings } from '../../../hostile-strings.ts';
import { literal, resourceIn } from './editing.ts';

const writing = {
  layout: { newline: '\n', step: '  ' },
  reference: () => 'never',
};

function readBack(text: string): Value | undefined {
  const files = { 'main.tf': `resource "aws_instance" "x" {\n  user_data = ${text}\n}\n` };
  return resourceIn(files, 'aws_instance.x').properties.entries.get('user_data');
}

const tricky = fc.array(
  fc.constantFrom(
    '$',
    '%',
    '{',
    '}',
    '"',
    '\\',
    '\n',
    '\r',
    '\t',
    '\0',
    '~',
    'a',
    '\u202e',
    '\ufeff',
    'é',
    '😀',
    '<<EOF',
  ),
);

describe('a string that is written', () => {
  it('evaluates to exactly that string, whatever is in it that UTF-8 can hold', () => {
    const strings = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
      tricky.map((parts) => parts.join('')),
      fc.constantFrom(...hostileStrings).map((text) => text.toWellFormed()),
    );
    fc.assert(
      fc.property(strings, (text) => {
        expect(readBack(expressionText(literal(text), writing))).toMatchObject({
          kind: 'string',
          value: text,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('is accepted by the official grammar', async () => {
    await fc.assert(
      fc.asyncProperty(tricky, async (parts) => {
        const text = `x = ${expressionText(literal(parts.join('')), writing)}\n`;
        expect(await terraform.grammarComplaint('a.tfvars', text)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('shows no character that changes how the rest of the line reads', () => {
    expect(expressionText(literal('a\u202eb\u200bc\ufeff\u2028'), writing)).toBe(
      '"a\\u202eb\\u200bc\\ufeff\\u2028"',
    );
  });
});

describe('a list or map that is written', () => {
  it('stands on one line while that is short', () => {
    expect(expressionText(literal(['a', 1, true, null]), writing)).toBe('["a", 1, true, null]');
    expect(expressionText(literal([]), writing)).toBe('[]');
    expect(expressionText(literal({}), writing)).toBe('{}');
  });

  it('quotes keys that are no plain words', () => {
    expect(expressionText(literal({ a: 1, 'b c': 2, for: 3, '${x}': 4 }), writing)).toBe(
      '{\n  a = 1\n  "b c" = 2\n  "for" = 3\n  "$${x}" = 4\n}',
    );
  });
});
