import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  loadTemplates,
  templateJsonSchema,
  templateReference,
} from '../../../src/pipeline/fix/index.ts';

it('keeps templates/template.schema.json as the validator says', async () => {
  const text = `${JSON.stringify(templateJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../templates/template.schema.json');
});

it('keeps docs/templates-reference.md as the validator says', async () => {
  await expect(templateReference()).toMatchFileSnapshot('../../../docs/templates-reference.md');
});

const bundled = readdirSync('templates', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

it.each(bundled)('takes %s by schema and validator alike, under its own name', (name) => {
  const text = readFileSync(`templates/${name}/template.yml`, 'utf8');
  const validate = new Ajv({ strict: false }).compile(templateJsonSchema());
  expect(validate(parse(text))).toBe(true);
  expect(parse(text)).toMatchObject({ id: name });
  const { problems } = loadTemplates([{ path: name, text }]);
  expect(problems.filter(({ message }) => !message.startsWith('extends:'))).toEqual([]);
});
