import { z } from 'zod';
import type { Condition } from '../scope.ts';

/** `{parameter: has-nat, equals: true}`: what the configuration says. Unknown where it says nothing. */
export const parameter = () =>
  z
    .strictObject({
      parameter: z.string().min(1).describe('The name of a parameter of the template.'),
      equals: z.union([z.string(), z.number(), z.boolean()]).describe('It has this value.'),
    })
    .transform(
      ({ parameter: name, equals }): Condition => ({
        types: [],
        reads: () => [],
        holds: ({ subject }) => {
          const value = subject.parameters.get(name);
          if (value === undefined)
            return { truth: 'unknown', because: `the parameter \`${name}\` is not set` };
          const shown = `the parameter \`${name}\` is ${JSON.stringify(value)}`;
          return { truth: value === equals ? 'yes' : 'no', because: shown };
        },
      }),
    );
