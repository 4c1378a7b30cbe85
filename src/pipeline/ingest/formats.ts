import { asff } from './asff/read.ts';
import type { Format } from './format.ts';

/** Every format that is read. The first that recognises an object reads it. */
export const formats: readonly Format[] = [asff];
