import { z } from 'zod';
import { lookup, parsePath } from '../lookup.ts';
import { oneTest, oneTestMessage, runTest, testOf, testShape } from '../property-test.ts';
import { below, type Condition } from '../scope.ts';

/** `{property: acl, equals: private}`. Absence is no match, unless `absent: matches`. */
export const property = () =>
  z
    .strictObject({
      property: z
        .string()
        .min(1)
        .describe('The path of the property: `a.b`; `.` is the element itself.'),
      ...testShape,
      absent: z
        .enum(['matches', 'differs', 'unknown'])
        .default('differs')
        .describe('What it means that the property is not written.'),
    })
    .refine(oneTest, oneTestMessage)
    .transform((fields): Condition => {
      const path = parsePath(fields.property);
      const test = testOf(fields);
      const absent = { matches: 'yes', differs: 'no', unknown: 'unknown' } as const;
      return {
        types: [],
        reads: (at) => [below(at, path)],
        holds: (scope) =>
          runTest(test, lookup(scope.value, path, scope.base), absent[fields.absent], scope),
      };
    });
