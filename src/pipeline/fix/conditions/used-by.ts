import { z } from 'zod';
import type { Value } from '../../../model/value.ts';
import { namesResource } from '../companions.ts';
import { some } from '../compare.ts';
import { elements, type Lookup, lookup, parsePath } from '../lookup.ts';
import { below, type Condition, type Truth } from '../scope.ts';

/** `{used-by: aws_lb, in: security_groups}`: a resource of that type names this one there. */
export const usedBy = () =>
  z
    .strictObject({
      'used-by': z.string().min(1).describe('The resource type that uses this one.'),
      in: z.string().min(1).describe('Its argument or list that names this one.'),
    })
    .transform((fields): Condition => {
      const type = fields['used-by'];
      const path = parsePath(fields.in);
      return {
        types: [type],
        reads: () => [below({ type, path: [] }, path)],
        holds: ({ index, resource }) => {
          const truths: Truth[] = [];
          for (const user of index.inRoot(type, resource.root)) {
            const named = valuesIn(lookup(user.properties, path));
            const truth = some(named.map((value) => namesResource(value, user, resource)));
            if (truth === 'yes') return { truth, because: `\`${user.address}\` uses it` };
            truths.push(truth);
          }
          return { truth: some(truths), because: `no ${type} is known to use it` };
        },
      };
    });

/** What an argument or list names. An argument that is one reference is a value, although it is not known. */
function valuesIn(found: Lookup): readonly Value[] {
  if (found.kind === 'found' && found.value.reference !== undefined) return [found.value];
  return elements(found).items.map(({ value }) => value);
}
