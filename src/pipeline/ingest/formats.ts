import { asff } from './asff/read.ts';
import { awsConfig } from './aws-config/read.ts';
import type { Format } from './format.ts';
import { ocsf } from './ocsf/read.ts';
import { plain } from './plain/read.ts';
import { sarif } from './sarif/read.ts';

/** Every format that is read. The first that recognises an object reads it. */
export const formats: readonly Format[] = [asff, ocsf, awsConfig, sarif, plain];
