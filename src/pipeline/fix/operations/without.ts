import { z } from 'zod';
import { ok } from '../../../foundation/result.ts';
import { companionsOf, linkArguments } from '../companions.ts';
import { allOf, fails, met, noWork, unknown } from '../examination.ts';
import type { Condition, Requirement } from '../scope.ts';

/** `{without: aws_s3_bucket_acl, link: {bucket: id}}`: a companion that must not be there; the fix takes it out of the code. */
export const without = (condition: z.ZodType<Condition>) =>
  z
    .strictObject({
      without: z.string().min(1).describe('The resource type of the companion.'),
      link: z
        .record(z.string(), z.string())
        .describe(
          "The companion's argument, and the attribute of this resource that it refers to.",
        ),
      where: condition.optional().describe('Only companions that fit must go.'),
    })
    .transform((fields): Requirement => {
      const { without: type, link, where } = fields;
      return {
        types: [type, ...(where?.types ?? [])],
        arguments: () => [{ type, path: [] }],
        reads: () => [...linkArguments(type, link), ...(where?.reads({ type, path: [] }) ?? [])],
        examine: (scope) => {
          const { linked, possible } = companionsOf(scope, type, link, where ?? null);
          if (linked.length === 0 && possible.length === 0) return met(false);
          return {
            ...allOf([
              ...linked.map((resource) =>
                fails(
                  [{ reason: `\`${resource.address}\` belongs to it`, resource, path: [] }],
                  true,
                  () => ok({ ...noWork, intents: [{ kind: 'remove-resource', resource }] }),
                ),
              ),
              ...possible.map((resource) =>
                unknown(
                  { reason: `\`${resource.address}\` may belong to it`, resource, path: [] },
                  true,
                ),
              ),
            ]),
            present: true,
          };
        },
      };
    });
