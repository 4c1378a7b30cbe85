import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFailed } from '../../../../src/languages/terraform/evaluate/values.ts';
import { evaluated, shown } from '../code-of.ts';

interface Case {
  readonly expression: string;
  readonly value?: unknown;
  readonly error?: boolean;
}

const fixture = join(import.meta.dirname, '../../../../fixtures/terraform/expressions.json');
const { cases } = JSON.parse(readFileSync(fixture, 'utf8')) as { cases: readonly Case[] };

describe('expressions have the values that Terraform gives them', () => {
  it.each(cases)('$expression', ({ expression, value, error }) => {
    // In a list, so that a template is not taken for the argument itself.
    const [only] = valuesOf(expression);
    if (error === true) expect(only !== undefined && isFailed(only)).toBe(true);
    else expect(only && normal(shown(only))).toEqual(normal(value));
  });
});

function valuesOf(expression: string) {
  const list = evaluated(`[${expression}]`);
  return list.kind === 'list' ? list.items : [];
}

/** Numbers within the last bit: JavaScript's logarithm is not Go's. */
function normal(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, normal(entry)]));
}
