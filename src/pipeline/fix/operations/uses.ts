import { z } from 'zod';
import type { Json } from '../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { Value } from '../../../model/value.ts';
import { namesResource } from '../companions.ts';
import { equalTo } from '../compare.ts';
import { allOf, fails, fault, noWork, unknown } from '../examination.ts';
import { elements, type Lookup, lookup, parsePath, pathText } from '../lookup.ts';
import {
  below,
  type Examination,
  type Refusal,
  type Requirement,
  type Scope,
  type Work,
  within,
} from '../scope.ts';
import { templateValueSchema, toJson, toWritten } from '../template-value.ts';

/** `{uses: aws_db_parameter_group, through: parameter_group_name, require: [..]}`: a resource that this one names. */
export const uses = (requirement: z.ZodType<Requirement>) =>
  z
    .strictObject({
      uses: z.string().min(1).describe('The resource type of what this one names.'),
      through: z.string().min(1).describe('The argument or list that names it.'),
      reason: z
        .string()
        .min(1)
        .describe('Why nothing is mended where none is named, and what a person can do.'),
      require: z.array(requirement).min(1).describe('What each of those must fulfil.'),
      instead: templateValueSchema
        .optional()
        .describe('What is named in its place, rather than that it is mended.'),
    })
    .transform((fields): Requirement => {
      const path = parsePath(fields.through);
      return {
        types: [fields.uses, ...fields.require.flatMap((one) => one.types)],
        arguments: (at) =>
          fields.instead === undefined
            ? fields.require.flatMap((one) => one.arguments({ type: fields.uses, path: [] }))
            : [below(at, path)],
        reads: (at) => {
          const used = { type: fields.uses, path: [] };
          const inside = fields.require.flatMap((one) => [
            ...one.arguments(used),
            ...one.reads(used),
          ]);
          return [below(at, path), used, ...inside];
        },
        examine: (scope) => examine(scope, path, fields),
      };
    });

interface Fields {
  readonly uses: string;
  readonly reason: string;
  readonly require: readonly Requirement[];
  readonly instead?: Json | undefined;
}

function examine(scope: Scope, path: readonly string[], fields: Fields): Examination {
  const found = lookup(scope.value, path, scope.base);
  const { items, more } = namesIn(found);
  if (items.length === 0 && more === null) {
    const none = fault(scope, `${pathText(found.path)} is not set`, found.path);
    return fails([none], false, () => failed({ reason: fields.reason }));
  }
  const { resource } = scope;
  const inside = items.flatMap((item): Examination[] => {
    if (isInstead(item.value, fields, scope)) return [];
    const named = scope.index
      .inRoot(fields.uses, resource.root)
      .find((one) => namesResource(item.value, resource, one) === 'yes');
    if (named === undefined) {
      const why = `what ${pathText(item.path)} names is not in the code`;
      return [unknown(fault(scope, why, item.path), true)];
    }
    const examination = allOf(fields.require.map((one) => one.examine(within(scope, named))));
    const { instead } = fields;
    if (instead === undefined || examination.state === 'met') return [examination];
    return [{ ...examination, mend: () => replace(scope, item.path, instead) }];
  });
  if (more !== null) inside.push(unknown(fault(scope, more, found.path), true));
  return { ...allOf(inside), present: true };
}

/** Whether it names already what the template would name in its place. */
function isInstead(value: Value, { instead }: Fields, scope: Scope): boolean {
  const wanted = instead === undefined ? null : toJson(instead, scope);
  return wanted?.ok === true && equalTo(value, wanted.value) === 'yes';
}

function replace(scope: Scope, path: Scope['base'], by: Json): Result<Work, Refusal> {
  const value = toWritten(by, scope);
  if (!value.ok) return value;
  const { resource } = scope;
  return ok({ ...noWork, intents: [{ kind: 'set', resource, path, value: value.value }] });
}

/** What stands there: one name, or each of a list. A reference alone is a name, though its value is not known. */
function namesIn(found: Lookup): ReturnType<typeof elements> {
  if (found.kind !== 'found' || found.value.kind === 'list') return elements(found);
  return { items: [found], more: null };
}
