import { z } from 'zod';
import { some } from '../compare.ts';
import { lookup, parsePath } from '../lookup.ts';
import { readPolicy } from '../policy-document.ts';
import { isPublic } from '../public-statement.ts';
import { below, type Condition } from '../scope.ts';

/** `{public-policy: policy}`: an Allow for everybody that no condition restricts. */
export const publicPolicy = () =>
  z
    .strictObject({
      'public-policy': z
        .string()
        .min(1)
        .describe('The path of a policy document, as JSON text or object.'),
    })
    .transform((fields): Condition => {
      const path = parsePath(fields['public-policy']);
      return {
        types: [],
        reads: (at) => [below(at, path)],
        holds: (scope) => {
          const found = lookup(scope.value, path, scope.base);
          if (found.kind === 'absent') return { truth: 'no', because: 'it has no policy' };
          const statements = found.kind === 'found' ? readPolicy(found.value) : null;
          if (statements === null)
            return {
              truth: 'unknown',
              because: `the policy of \`${scope.resource.address}\` is not known`,
            };
          const truth = some(statements.map(isPublic));
          return {
            truth,
            because:
              truth === 'yes'
                ? `the policy of \`${scope.resource.address}\` allows everybody`
                : `the policy of \`${scope.resource.address}\` names whom it allows`,
          };
        },
      };
    });
