import { z } from 'zod';
import type { Condition } from '../scope.ts';
import { companion } from './companion.ts';
import { some } from './elements.ts';
import { expired } from './expired.ts';
import { all, any, not } from './logic.ts';
import { parameter } from './parameter.ts';
import { property } from './property.ts';
import { publicPolicy } from './public-policy.ts';
import { usedBy } from './used-by.ts';

/** Every kind of condition: one line each. */
export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      property(),
      some(conditionSchema),
      companion(conditionSchema),
      usedBy(),
      parameter(),
      publicPolicy(),
      expired(),
      all(conditionSchema),
      any(conditionSchema),
      not(conditionSchema),
    ]),
  )
  .meta({ id: 'condition' });
