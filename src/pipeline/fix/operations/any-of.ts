import { z } from 'zod';
import { met } from '../examination.ts';
import type { Examination, Requirement } from '../scope.ts';

/** `{any-of: [..]}`: the forms in which one thing can be written. The form that the code uses is mended, else the first that can be. */
export const anyOf = (requirement: z.ZodType<Requirement>) =>
  z
    .strictObject({
      'any-of': z
        .array(requirement)
        .min(2)
        .describe(
          'One of these must be met. The one whose form the code uses is mended, else the first that can be.',
        ),
    })
    .transform((fields): Requirement => {
      const alternatives = fields['any-of'];
      return {
        types: alternatives.flatMap((one) => one.types),
        arguments: (at) => alternatives.flatMap((one) => one.arguments(at)),
        reads: (at) => alternatives.flatMap((one) => one.reads(at)),
        examine: (scope) => choose(alternatives.map((one) => one.examine(scope))),
      };
    });

function choose(examinations: readonly Examination[]): Examination {
  if (examinations.some((one) => one.state === 'met')) return met(true);
  const chosen =
    examinations.find((one) => one.present) ??
    examinations.find((one) => one.mend().ok) ??
    examinations[0];
  if (chosen === undefined) return met(false);
  const open = examinations.find((one) => one.state === 'unknown');
  return open === undefined || chosen.state === 'unknown'
    ? chosen
    : { ...chosen, state: 'unknown', faults: open.faults };
}
