import { z } from 'zod';
import { companionsOf, linkArguments } from '../companions.ts';
import { type Condition, within } from '../scope.ts';

/** `{companion: aws_s3_bucket_website_configuration, link: {bucket: id}}`: such a resource exists. */
export const companion = (condition: z.ZodType<Condition>) =>
  z
    .strictObject({
      companion: z.string().min(1).describe('The resource type of the companion.'),
      link: z
        .record(z.string(), z.string())
        .describe(
          "The companion's argument, and the attribute of this resource that it refers to.",
        ),
      where: condition.optional().describe('What the companion must fit besides.'),
    })
    .transform(
      (fields): Condition => ({
        types: [fields.companion, ...(fields.where?.types ?? [])],
        reads: () => [
          ...linkArguments(fields.companion, fields.link),
          ...(fields.where?.reads({ type: fields.companion, path: [] }) ?? []),
        ],
        holds: (scope) => {
          const { linked, possible } = companionsOf(
            scope,
            fields.companion,
            fields.link,
            fields.where ?? null,
          );
          const [first] = [...linked, ...possible];
          if (first === undefined)
            return { truth: 'no', because: `there is no ${fields.companion}` };
          if (linked.length > 0)
            return { truth: 'yes', because: `\`${first.address}\` belongs to it` };
          const fits = fields.where?.holds(within(scope, first));
          return {
            truth: 'unknown',
            because:
              fits?.truth === 'unknown' ? fits.because : `\`${first.address}\` may belong to it`,
          };
        },
      }),
    );
