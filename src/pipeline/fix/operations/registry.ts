import { z } from 'zod';
import { conditionSchema } from '../conditions/registry.ts';
import type { Requirement } from '../scope.ts';
import { anyOf } from './any-of.ts';
import { companion } from './companion.ts';
import { each } from './each.ts';
import { entry } from './entry.ts';
import { gone } from './gone.ts';
import { property } from './property.ts';
import { restrict } from './restrict.ts';
import { rules } from './rules/rules.ts';
import { statement } from './statement.ts';
import { uses } from './uses.ts';
import { withhold } from './withhold.ts';
import { without } from './without.ts';

/** Every kind of requirement: one line each. */
export const requirementSchema: z.ZodType<Requirement> = z
  .lazy(() =>
    z.union([
      property(),
      companion(requirementSchema, conditionSchema),
      each(requirementSchema, conditionSchema),
      entry(requirementSchema),
      uses(requirementSchema),
      anyOf(requirementSchema),
      rules(conditionSchema),
      statement(),
      restrict(),
      withhold(),
      without(conditionSchema),
      gone(conditionSchema),
    ]),
  )
  .meta({ id: 'requirement' });
