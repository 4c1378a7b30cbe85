import { z } from 'zod';
import { ok } from '../../../foundation/result.ts';
import { fails, fault, met, noWork, unknown } from '../examination.ts';
import type { Condition, Requirement } from '../scope.ts';

/** `{gone: {expired: certificate_body}}`: the resource must not be there where this holds; the fix takes it out of the code. */
export const gone = (condition: z.ZodType<Condition>) =>
  z.strictObject({ gone: condition.describe('When the resource must not be there.') }).transform(
    (fields): Requirement => ({
      types: fields.gone.types,
      arguments: () => [],
      reads: fields.gone.reads,
      examine: (scope) => {
        const { truth, because } = fields.gone.holds(scope);
        const { resource } = scope;
        if (truth === 'no') return met(true);
        return truth === 'yes'
          ? fails([fault(scope, because)], true, () =>
              ok({ ...noWork, intents: [{ kind: 'remove-resource', resource }] }),
            )
          : unknown(fault(scope, because), true);
      },
    }),
  );
