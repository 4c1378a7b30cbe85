import { collectionFunctions } from './collections.ts';
import type { TerraformFunction } from './function.ts';

/** Every function that can be evaluated from the code alone. `try` is part of the language's own evaluation. */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  [collectionFunctions].flatMap((group) => Object.entries(group)),
);
