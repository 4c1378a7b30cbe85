import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configurationReference, repositoryJsonSchema } from '../../src/config/reference.ts';
import { parseRepositoryConfig } from '../../src/config/repository/parse.ts';

test('docs/sprinkler.schema.json is what the validator says', async () => {
  const text = `${JSON.stringify(repositoryJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../docs/sprinkler.schema.json');
});

test('docs/configuration.md is what the validators say', async () => {
  await expect(configurationReference()).toMatchFileSnapshot('../../docs/configuration.md');
});

test.each([
  ['version: 1\nmode: observe\n', true],
  ['version: 1\nlimits: { per-hour: 2 }\ntemplates: { aws.s3.acl: { enabled: false } }\n', true],
  ['version: 1\nmode: dance\n', false],
  ['version: 1\nlimit: { open: 1 }\n', false],
  ['mode: observe\n', false],
])('the JSON schema and the validator agree on %j', (text, valid) => {
  const schema: unknown = JSON.parse(readFileSync('docs/sprinkler.schema.json', 'utf8'));
  const validate = new Ajv({ strict: false }).compile(schema as object);
  expect(validate(parse(text))).toBe(valid);
  expect(parseRepositoryConfig(text, 'sprinkler.yml').ok).toBe(valid);
});
