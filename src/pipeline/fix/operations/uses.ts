import { z } from 'zod';
import { failed } from '../../../foundation/result.ts';
import { namesResource } from '../companions.ts';
import { allOf, fails, fault, unknown } from '../examination.ts';
import { elements, type Lookup, lookup, parsePath, pathText } from '../lookup.ts';
import { type Examination, type Requirement, type Scope, within } from '../scope.ts';

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
    })
    .transform((fields): Requirement => {
      const path = parsePath(fields.through);
      return {
        types: [fields.uses, ...fields.require.flatMap((one) => one.types)],
        arguments: () =>
          fields.require.flatMap((one) => one.arguments({ type: fields.uses, path: [] })),
        examine: (scope) => examine(scope, path, fields),
      };
    });

interface Fields {
  readonly uses: string;
  readonly reason: string;
  readonly require: readonly Requirement[];
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
    const named = scope.index
      .inRoot(fields.uses, resource.root)
      .find((one) => namesResource(item.value, resource, one) === 'yes');
    if (named === undefined) {
      const why = `what ${pathText(item.path)} names is not in the code`;
      return [unknown(fault(scope, why, item.path), true)];
    }
    return fields.require.map((one) => one.examine(within(scope, named)));
  });
  if (more !== null) inside.push(unknown(fault(scope, more, found.path), true));
  return { ...allOf(inside), present: true };
}

/** What stands there: one name, or each of a list. A reference alone is a name, though its value is not known. */
function namesIn(found: Lookup): ReturnType<typeof elements> {
  if (found.kind !== 'found' || found.value.kind === 'list') return elements(found);
  return { items: [found], more: null };
}
