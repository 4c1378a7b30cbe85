import { z } from 'zod';
import { failed } from '../../../foundation/result.ts';
import { allOf, fails, fault, met, unknown } from '../examination.ts';
import { elements, lookup, parsePath } from '../lookup.ts';
import { below, type Condition, type Examination, type Requirement, type Scope } from '../scope.ts';

/** `{each: ebs_block_device, require: [..]}`: every block or element. */
export const each = (requirement: z.ZodType<Requirement>, condition: z.ZodType<Condition>) =>
  z
    .strictObject({
      each: z.string().min(1).describe('The path of a list or of a repeated block.'),
      where: condition.optional().describe('Only elements that fit count.'),
      absent: z
        .enum(['passes', 'fails', 'unknown'])
        .default('passes')
        .describe('What it means that there is none.'),
      require: z.array(requirement).min(1).describe('What each element must fulfil.'),
    })
    .transform((fields): Requirement => {
      const path = parsePath(fields.each);
      return {
        types: [...(fields.where?.types ?? []), ...fields.require.flatMap((one) => one.types)],
        arguments: (at) => fields.require.flatMap((one) => one.arguments(below(at, path))),
        reads: (at) =>
          [...fields.require, ...(fields.where === undefined ? [] : [fields.where])].flatMap(
            (one) => one.reads(below(at, path)),
          ),
        examine: (scope) => {
          const found = lookup(scope.value, path, scope.base);
          const { items, more } = elements(found);
          const inside = items.flatMap((item): Examination[] => {
            const inner: Scope = { ...scope, base: item.path, value: item.value };
            const fits = fields.where?.holds(inner) ?? { truth: 'yes', because: '' };
            if (fits.truth === 'no') return [];
            if (fits.truth === 'unknown') return [unknown(fault(inner, fits.because), true)];
            return fields.require.map((one) => one.examine(inner));
          });
          if (more !== null) inside.push(unknown(fault(scope, more, found.path), true));
          if (inside.length > 0) return { ...allOf(inside), present: true };
          const none = fault(scope, `there is no \`${fields.each}\``, found.path);
          if (fields.absent === 'passes') return met(false);
          if (fields.absent === 'unknown') return unknown(none, false);
          return fails([none], false, () =>
            failed({ reason: `${none.reason}, and the template does not add one.` }),
          );
        },
      };
    });
