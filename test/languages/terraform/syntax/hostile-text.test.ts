import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/languages/terraform/syntax/parse.ts';
import { mutatedHcl, mutatedJson } from './mutations.ts';

const anyPath = fc.constantFrom('a.tf', 'a.tofu', 'a.tfvars', 'a.tf.json', 'a.tfvars.json');
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), mutatedHcl, mutatedJson);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('parseConfig on hostile text', () => {
  it('answers with a tree or with a problem at a place in the text', () => {
    fc.assert(
      fc.property(anyPath, anyText, (path, text) => {
        const { errors, body } = parseConfig(path, text);
        expect(errors.length).toBeLessThan(2);
        for (const { range, line, column, message } of errors) {
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
          expect(line).toBeLessThanOrEqual(text.split('\n').length);
          expect(column).toBeGreaterThan(0);
          expect(message).toMatch(/\.$/);
          expect(body.items).toEqual([]);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('accepts in JSON syntax only strict JSON', () => {
    fc.assert(
      fc.property(mutatedJson, (text) => {
        if (!isJson(text)) expect(parseConfig('a.tf.json', text).errors).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['dollar signs', (n: number) => `a = "${'$'.repeat(n)}"\n`],
    ['lines of a heredoc', (n: number) => `a = <<E\n${'E x\n'.repeat(n / 4)}E\n`],
    ['openings that are none', (n: number) => `a = ${'<<-aaaa '.repeat(n / 8)}\n`],
    ['comments', (n: number) => `a = ${'/**/'.repeat(n / 4)}1\n`],
    ['elements', (n: number) => `a = [${'1,'.repeat(n / 2)}]\n`],
    ['arguments', (n: number) => Array.from({ length: n / 16 }, (_, i) => `a${i} = 1\n`).join('')],
    ['white space', (n: number) => `a = <<-E\n${' '.repeat(n)}E\n`],
  ])('takes a million characters of %s in linear time', (_, text) => {
    const start = performance.now();
    parseConfig('a.tf', text(1_000_000));
    // Quadratic work would take hours; the bound only has to be out of reach of a slow machine.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
