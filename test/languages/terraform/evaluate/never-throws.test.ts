import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { functions } from '../../../../src/languages/terraform/evaluate/functions/registry.ts';
import { hostileStrings } from '../../../hostile-strings.ts';
import { evaluated } from '../code-of.ts';

const literal = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    '-1',
    '0',
    '1.5',
    '1e300',
    '99999999999999999999',
    '""',
    '"10.0.0.0/8"',
  ),
  fc.constantFrom(
    '[]',
    '{}',
    '[null]',
    '["a", 1]',
    '{ a = 1 }',
    '[[], [1]]',
    'var.given',
    '["x-${var.given}"]',
  ),
  fc.constantFrom(
    '"%s%[9]d%999999999d"',
    '"/(a|b)+$/"',
    '"(?P<x>a)?"',
    '"__proto__"',
    '"[1, {}]"',
    '"::/0"',
    '"*"',
  ),
  fc.string({ maxLength: 8 }).map(quoted),
  fc.constantFrom(...hostileStrings.filter((text) => text.isWellFormed())).map(quoted),
);

/** As a string of HCL, which lacks some of JSON's escapes. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll(
      /(?<!\\)((?:\\\\)*)\\([bf])/g,
      (_, before: string, letter: string) => `${before}\\u000${letter === 'b' ? '8' : 'c'}`,
    )
    .replaceAll('${', () => '$${')
    .replaceAll('%{', () => '%%{');
}

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    literal,
    fc
      .tuple(
        fc.constantFrom(...functions.keys(), 'try'),
        fc.array(tie('expression'), { maxLength: 4 }),
      )
      .map(([name, args]) => `${name}(${args.join(', ')})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '/', '%', '==', '<', '&&'), tie('expression'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    tie('expression').map((inner) => `[for k, v in ${inner} : v][*].a`),
    tie('expression').map((inner) => `{for k, v in ${inner} : k => v...}`),
    tie('expression').map((inner) => `"x\${${inner}}"`),
  ),
}));

describe('whatever an expression says', () => {
  it('it has a value or is unknown, and nothing is thrown', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const value = evaluated(`[${text}]`, 'variable "given" {}');
        expect(['list', 'unknown']).toContain(value.kind);
      }),
      { numRuns: 2000 },
    );
  });
});
