import { z } from 'zod';
import type { Json } from '../../foundation/json.ts';
import { matchesWildcard } from '../../foundation/wildcard.ts';
import type { Value } from '../../model/value.ts';
import { equalTo, every, negate, show, some } from './compare.ts';
import type { Lookup } from './lookup.ts';
import { pathText } from './lookup.ts';
import type { Answer, Scope, Truth } from './scope.ts';
import { templateValueSchema, toJson } from './template-value.ts';

const scalars = z.union([z.array(templateValueSchema), z.strictObject({ parameter: z.string() })]);
const wildcards = z.union([
  z.array(z.string().min(1)).min(1),
  z.strictObject({ parameter: z.string() }),
]);

/** The tests that a property can be put to. Exactly one is written. */
export const testShape = {
  equals: templateValueSchema.optional().describe('It has this value.'),
  'one-of': scalars.optional().describe('It has one of these values.'),
  'none-of': scalars.optional().describe('It has none of these values.'),
  'at-least': templateValueSchema.optional().describe('A number, this or more.'),
  'at-most': templateValueSchema.optional().describe('A number, this or less.'),
  'items-at-least': z.int().min(1).optional().describe('A list of this many elements or more.'),
  contains: scalars.optional().describe('A list that has all of these elements.'),
  excludes: scalars.optional().describe('A list that has none of these elements.'),
  like: wildcards.optional().describe('A text that fits one of these patterns; `*` is any text.'),
  'not-like': wildcards.optional().describe('A text that fits none of these patterns.'),
  exists: z.boolean().optional().describe('Whether it is written at all.'),
};

const testNames = Object.keys(testShape) as (keyof typeof testShape)[];
const testSchema = z.object(testShape);
export type TestFields = z.infer<typeof testSchema>;

/** The test that is written. */
export type PropertyTest = {
  [Name in keyof typeof testShape]: {
    readonly name: Name;
    readonly wanted: Exclude<TestFields[Name], undefined>;
  };
}[keyof typeof testShape];

/** Zod refinement: exactly one test. */
export function oneTest(fields: TestFields): boolean {
  return testNames.filter((name) => fields[name] !== undefined).length === 1;
}
/** What to say where `oneTest` does not hold. */
export const oneTestMessage = `exactly one test is expected: ${testNames.join(', ')}`;

/** The one test that is written. */
export function testOf(fields: TestFields): PropertyTest {
  for (const name of testNames) {
    const wanted = fields[name];
    if (wanted !== undefined) return { name, wanted } as PropertyTest;
  }
  return { name: 'exists', wanted: true };
}

/** Puts a property to a test. `absent` says what absence means, for every test but `exists`. */
export function runTest(test: PropertyTest, found: Lookup, absent: Truth, scope: Scope): Answer {
  const at = pathText(found.path);
  if (found.kind === 'unknown') return { truth: 'unknown', because: found.because };
  if (test.name === 'exists')
    return {
      truth: (found.kind === 'found') === test.wanted ? 'yes' : 'no',
      because: `${at} is ${found.kind === 'found' ? '' : 'not '}set`,
    };
  if (found.kind === 'absent') return { truth: absent, because: `${at} is not set` };
  const wanted = toJson(test.wanted, scope);
  if (!wanted.ok) return { truth: 'unknown', because: wanted.error.reason };
  return {
    truth: compare(test.name, found.value, wanted.value),
    because: `${at} is ${show(found.value)}`,
  };
}

function compare(name: Exclude<PropertyTest['name'], 'exists'>, value: Value, wanted: Json): Truth {
  const list = Array.isArray(wanted) ? (wanted as readonly Json[]) : [wanted];
  switch (name) {
    case 'equals':
      return equalTo(value, wanted);
    case 'one-of':
      return some(list.map((item) => equalTo(value, item)));
    case 'none-of':
      return negate(some(list.map((item) => equalTo(value, item))));
    case 'contains':
      return every(list.map((item) => has(value, item)));
    case 'excludes':
      return negate(some(list.map((item) => has(value, item))));
    case 'like':
      return fits(value, list);
    case 'not-like':
      return negate(fits(value, list));
    case 'at-least':
      return number(value, (is) => is >= Number(wanted));
    case 'at-most':
      return number(value, (is) => is <= Number(wanted));
    case 'items-at-least':
      return count(value, Number(wanted));
  }
}

function has(value: Value, item: Json): Truth {
  if (value.kind === 'unknown') return 'unknown';
  if (value.kind !== 'list') return equalTo(value, item);
  const among = some(value.items.map((one) => equalTo(one, item)));
  return among === 'no' && value.complete === false ? 'unknown' : among;
}

function fits(value: Value, patterns: readonly Json[]): Truth {
  if (value.kind === 'unknown') return 'unknown';
  if (value.kind !== 'string' && value.kind !== 'number') return 'no';
  const text = String(value.value);
  return patterns.some((pattern) => matchesWildcard(String(pattern), text)) ? 'yes' : 'no';
}

/** How many more elements there are is not known of a list that is not complete. */
function count(value: Value, wanted: number): Truth {
  if (value.kind === 'unknown') return 'unknown';
  if (value.kind !== 'list') return 'no';
  if (value.items.length >= wanted) return 'yes';
  return value.complete === false ? 'unknown' : 'no';
}

function number(value: Value, test: (is: number) => boolean): Truth {
  if (value.kind === 'unknown') return 'unknown';
  if (value.kind !== 'number' && value.kind !== 'string') return 'no';
  const is = Number(value.value);
  return Number.isFinite(is) && test(is) ? 'yes' : 'no';
}
