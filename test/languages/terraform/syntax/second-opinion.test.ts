import { parseToObject } from 'hcl2-parser';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../../src/languages/terraform/syntax/parse.ts';
import { edgeCases, samples } from './samples.ts';
import { toHcl2Json } from './to-hcl2json.ts';

/**
 * hcl2-parser is another build of the grammar. It swallows syntax errors, loses the escapes `$${` and `%%{`,
 * knows neither provider functions nor `null` as a key, and is slow: so only valid pieces without those.
 */
const trusted = [
  ...samples(/\.(tf|tfvars)$/).map(({ name, text }) => ({ name, source: text })),
  ...edgeCases().filter(({ valid, name }) => valid && name !== 'null_key'),
].filter(({ source }) => !/\$\$\{|%%\{|::\w/.test(source));

it.each(trusted)('hcl2-parser sees the same in $name', ({ source }) => {
  const ours = toHcl2Json(parseConfig('main.tf', source));
  expect(JSON.parse(JSON.stringify(ours))).toEqual(parseToObject(source)[0]);
});
