import type { FunctionGroup } from './function.ts';

/** Functions over lists, sets and maps. */
export const collectionFunctions: FunctionGroup = {};
