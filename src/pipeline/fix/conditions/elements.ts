import { z } from 'zod';
import { some as someTrue } from '../compare.ts';
import { elements, lookup, parsePath } from '../lookup.ts';
import { below, type Condition } from '../scope.ts';

/** `{some: ingress, where: ..}`: one of the blocks or elements fits. */
export const some = (condition: z.ZodType<Condition>) =>
  z
    .strictObject({
      some: z.string().min(1).describe('The path of a list or repeated block.'),
      where: condition.optional().describe('What one of its elements must fit; none: it has one.'),
    })
    .transform((fields): Condition => {
      const path = parsePath(fields.some);
      const { where } = fields;
      return {
        types: where?.types ?? [],
        reads: (at) => [below(at, path), ...(where?.reads(below(at, path)) ?? [])],
        holds: (scope) => {
          const { items, more } = elements(lookup(scope.value, path, scope.base));
          const answers = items.map((item) =>
            where === undefined
              ? { truth: 'yes' as const, because: `\`${fields.some}\` is set` }
              : where.holds({ ...scope, base: item.path, value: item.value }),
          );
          const truth = someTrue([
            ...answers.map((answer) => answer.truth),
            ...(more === null ? [] : (['unknown'] as const)),
          ]);
          const deciding = answers.find((answer) => answer.truth === truth);
          return { truth, because: deciding?.because ?? more ?? `no \`${fields.some}\` fits` };
        },
      };
    });
