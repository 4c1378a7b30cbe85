import { z } from 'zod';
import type { Json } from '../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { Written } from '../../../model/language.ts';
import { companionsOf, isOfList, type Link, withoutBrackets } from '../companions.ts';
import { allOf, fails, fault, met, unknown } from '../examination.ts';
import { addResource } from '../new-resource.ts';
import { forProvider, versionsSchema } from '../provider-version.ts';
import {
  below,
  type Condition,
  type Examination,
  type Refusal,
  type Requirement,
  type Scope,
  type Work,
  within,
} from '../scope.ts';
import { attributeSchema, templateValueSchema } from '../template-value.ts';

/** `{companion: aws_s3_bucket_public_access_block, link: {bucket: id}, require: [..]}`: a resource that completes this one. */
export const companion = (requirement: z.ZodType<Requirement>, condition: z.ZodType<Condition>) =>
  z
    .strictObject({
      companion: z.string().min(1).describe('The resource type of the companion.'),
      link: z
        .record(z.string(), attributeSchema)
        .describe(
          "The companion's argument, and the attribute of this resource that it refers to: `{bucket: id}`. Empty: any in the same root counts, as for settings of an account.",
        ),
      where: condition.optional().describe('Only companions that fit count.'),
      provider: versionsSchema
        .optional()
        .describe('The versions of the provider that have this type: ">= 4.0".'),
      missing: z
        .enum(['add', 'passes', 'refuse'])
        .default('add')
        .describe(
          'What is done where there is none: add one, nothing as none is needed, or refuse.',
        ),
      reason: z.string().optional().describe('With `missing: refuse`: why none is added.'),
      'at-least': z
        .int()
        .min(2)
        .optional()
        .describe('How many there must be. Where there are some, but fewer, one is added.'),
      require: z.array(requirement).min(1).describe('What each companion must fulfil.'),
      with: z
        .record(z.string(), templateValueSchema)
        .default({})
        .describe('Further arguments of one that is added.'),
      named: z
        .string()
        .regex(/^[a-z][a-z0-9_]*$/, 'lower-case words joined by `_`')
        .optional()
        .describe('What one that is added is called in the code; default: as this resource.'),
      overwrites: z
        .string()
        .optional()
        .describe(
          'What an added one may replace in the running cloud, one sentence: the change is then not ready to merge.',
        ),
    })
    .refine(
      (fields) => (fields.missing === 'refuse') === (fields.reason !== undefined),
      'a `reason` is expected with `missing: refuse`, and only there',
    )
    .transform(
      (fields): Requirement => ({
        types: [
          fields.companion,
          ...(fields.where?.types ?? []),
          ...fields.require.flatMap((one) => one.types),
        ],
        arguments: () => {
          const own = { type: fields.companion, path: [] };
          const added = [...Object.keys(fields.link), ...Object.keys(fields.with)];
          return [
            own,
            ...added.map((argument) => below(own, withoutBrackets(argument).split('.'))),
            ...fields.require.flatMap((one) => one.arguments(own)),
          ];
        },
        reads: () => {
          const own = { type: fields.companion, path: [] };
          return [
            ...(fields.where?.reads(own) ?? []),
            ...fields.require.flatMap((one) => one.reads(own)),
          ];
        },
        examine: (scope) => forProvider(examine(scope, fields), scope, fields.provider),
      }),
    );

interface Fields {
  readonly companion: string;
  readonly link: Link;
  readonly where?: Condition | undefined;
  readonly missing: 'add' | 'passes' | 'refuse';
  readonly reason?: string | undefined;
  readonly 'at-least'?: number | undefined;
  readonly require: readonly Requirement[];
  readonly with: Readonly<Record<string, Json>>;
  readonly named?: string | undefined;
  readonly overwrites?: string | undefined;
}

function examine(scope: Scope, fields: Fields): Examination {
  const { linked, possible } = companionsOf(scope, fields.companion, fields.link, fields.where);
  const inside = linked.flatMap((resource) =>
    fields.require.map((one) => one.examine(within(scope, resource))),
  );
  const few = linked.length < (fields['at-least'] ?? 1);
  const open = few || fields.missing === 'passes' ? possible : [];
  const doubts = open.map((resource) =>
    unknown({ reason: `\`${resource.address}\` may belong to it`, resource, path: [] }, true),
  );
  if (few && linked.length > 0 && doubts.length === 0) {
    const reason = `it has only ${linked.length} ${fields.companion}`;
    inside.push(fails([fault(scope, reason, [])], true, () => add(scope, fields)));
  }
  if (linked.length > 0 || doubts.length > 0)
    return { ...allOf([...inside, ...doubts]), present: linked.length > 0 };
  if (fields.missing === 'passes') return met(false);
  const none = fault(scope, `it has no ${fields.companion}`, []);
  return fails([none], false, () =>
    fields.missing === 'add' ? add(scope, fields) : failed({ reason: fields.reason ?? '' }),
  );
}

/** The companion that fulfils the requirements. */
function add(scope: Scope, fields: Fields): Result<Work, Refusal> {
  const links = Object.entries(fields.link).map(([argument, attribute]) => {
    const reference: Written = { kind: 'reference', to: scope.resource, attribute };
    const value: Written = isOfList(argument) ? { kind: 'list', items: [reference] } : reference;
    return [withoutBrackets(argument).split('.'), value] as const;
  });
  const added = addResource(scope, { type: fields.companion, links, ...fields });
  if (!added.ok || fields.overwrites === undefined) return added;
  return ok({ ...added.value, overwrites: [fields.overwrites] });
}
