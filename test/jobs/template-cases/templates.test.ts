import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';
import { languages } from '../../../src/jobs/languages.ts';
import { missingCases } from '../../../src/jobs/template-cases/missing-cases.ts';
import { readCases } from '../../../src/jobs/template-cases/read-cases.ts';
import { runCase } from '../../../src/jobs/template-cases/run-case.ts';
import { schemaProblems } from '../../../src/pipeline/fix/index.ts';

const templates = loadFrom([bundledTemplates]);

/** Every file of a template's folder. */
function filesOf(id: string) {
  const folder = join(bundledTemplates, id);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: relative(bundledTemplates, path).split(sep).join('/'),
      text: readFileSync(path, 'utf8'),
    }));
}

describe.each(templates.map((template) => [template.id, template] as const))(
  '%s',
  (id, template) => {
    const files = filesOf(id);
    const { cases, problems } = readCases(files);

    it('has a README and readable cases', () => {
      expect(problems).toEqual([]);
      expect(files.map(({ path }) => path)).toContain(`${id}/README.md`);
    });

    it.each(languages.map((language) => [language.id, language] as const))(
      'writes in %s only what the schema lists',
      (_, language) => {
        expect(schemaProblems(template, language)).toEqual([]);
      },
    );

    it('has every kind of case in each of its languages, and none in another', () => {
      expect(missingCases(template, cases)).toEqual([]);
      const used = new Set(cases.map(({ language }) => language));
      expect([...used].filter((language) => template.entries[language].length === 0)).toEqual([]);
    });

    it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
      expect(await runCase(template, one, { templates, languages })).toEqual([]);
    });
  },
);
