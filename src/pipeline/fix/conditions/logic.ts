import { z } from 'zod';
import { every, negate, some } from '../compare.ts';
import type { Answer, Condition, Truth } from '../scope.ts';

/** `{all: [..]}` */
export const all = (condition: z.ZodType<Condition>) =>
  z
    .strictObject({ all: z.array(condition).min(1).describe('All of these hold.') })
    .transform((fields) => combined(fields.all, every));

/** `{any: [..]}` */
export const any = (condition: z.ZodType<Condition>) =>
  z
    .strictObject({ any: z.array(condition).min(1).describe('One of these holds.') })
    .transform((fields) => combined(fields.any, some));

/** `{not: ..}` */
export const not = (condition: z.ZodType<Condition>) =>
  z.strictObject({ not: condition.describe('This does not hold.') }).transform(
    (fields): Condition => ({
      types: fields.not.types,
      reads: fields.not.reads,
      holds: (scope) => {
        const answer = fields.not.holds(scope);
        return { ...answer, truth: negate(answer.truth) };
      },
    }),
  );

function combined(
  conditions: readonly Condition[],
  combine: (truths: readonly Truth[]) => Truth,
): Condition {
  return {
    types: conditions.flatMap((condition) => condition.types),
    reads: (at) => conditions.flatMap((condition) => condition.reads(at)),
    holds: (scope): Answer => {
      const answers = conditions.map((condition) => condition.holds(scope));
      const truth = combine(answers.map((answer) => answer.truth));
      const deciding = answers.filter((answer) => answer.truth === truth && answer.because !== '');
      return { truth, because: deciding.map((answer) => answer.because).join(' and ') };
    },
  };
}
