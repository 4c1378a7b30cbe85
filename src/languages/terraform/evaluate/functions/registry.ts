import { conversionFunctions } from './conversions.ts';
import { elementFunctions } from './elements.ts';
import { encodingFunctions } from './encoding.ts';
import { fileFunctions } from './files.ts';
import { formatFunctions } from './format.ts';
import type { TerraformFunction } from './function.ts';
import { hashFunctions } from './hashes.ts';
import { listFunctions } from './lists.ts';
import { mapFunctions } from './maps.ts';
import { networkFunctions } from './networks.ts';
import { numberFunctions } from './numbers.ts';
import { patternFunctions } from './patterns.ts';
import { stringFunctions } from './strings.ts';

/** Every function that can be evaluated from the code alone. `try` is part of the language's own evaluation. */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  [
    conversionFunctions,
    elementFunctions,
    encodingFunctions,
    fileFunctions,
    formatFunctions,
    hashFunctions,
    listFunctions,
    mapFunctions,
    networkFunctions,
    numberFunctions,
    patternFunctions,
    stringFunctions,
  ].flatMap((group) => Object.entries(group)),
);
