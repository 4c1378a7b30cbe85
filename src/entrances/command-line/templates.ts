import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { UserError } from '../../foundation/errors.ts';
import { type CoverageReasons, coverage } from '../../jobs/coverage.ts';
import { languages } from '../../jobs/languages.ts';
import { missingCases } from '../../jobs/template-cases/missing-cases.ts';
import { readCases } from '../../jobs/template-cases/read-cases.ts';
import { runCase } from '../../jobs/template-cases/run-case.ts';
import { schemaProblems, type Template } from '../../pipeline/fix/index.ts';
import { type Caller, callerPath } from './caller.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { bundledTemplates, loadFrom, loadOwn, readTemplates } from './read-templates.ts';
import { renderTable } from './render/table.ts';

/** `sprinkler templates list`: every template with the controls that it answers. */
export function listTemplates(
  caller: Caller,
  options: { readonly templates?: readonly string[] },
): ExitStatus {
  const rows = readTemplates(caller, options.templates ?? []).map((template) => [
    template.id,
    (template.findings['security-hub'] ?? []).join(' '),
    languages
      .filter(({ id }) => template.entries[id].length > 0)
      .map(({ id }) => id)
      .join(' '),
    template.title,
  ]);
  caller.out.write(`${renderTable([['template', 'controls', 'languages', 'does'], ...rows])}\n`);
  return exitStatus.ran;
}

/** `sprinkler templates show ID`: the template itself, and its README. */
export function showTemplate(
  caller: Caller,
  id: string,
  options: { readonly templates?: readonly string[] },
): ExitStatus {
  const template = readTemplates(caller, options.templates ?? []).find((one) => one.id === id);
  if (template === undefined) {
    throw new UserError(
      `there is no template ${id}; \`sprinkler templates list\` shows those there are`,
    );
  }
  const readme = join(dirname(template.path), 'README.md');
  const words = existsSync(readme) ? `${readFileSync(readme, 'utf8').trimEnd()}\n\n` : '';
  caller.out.write(`${words}${readFileSync(template.path, 'utf8')}`);
  return exitStatus.ran;
}

/** `sprinkler templates test [DIR]`: the cases of the templates in a directory, one's own too; by default the library's. */
export async function testTemplates(
  caller: Caller,
  directory: string | undefined,
): Promise<ExitStatus> {
  const folder = directory === undefined ? bundledTemplates : callerPath(caller, directory);
  if (!existsSync(folder)) throw new UserError(`there is no directory ${directory}`);
  const bundled = loadFrom([bundledTemplates]);
  const isBundled = folder === bundledTemplates || folder.startsWith(`${bundledTemplates}${sep}`);
  const { templates: own, problems: broken } = isBundled
    ? { templates: bundled.filter(({ path }) => path.startsWith(`${folder}${sep}`)), problems: [] }
    : loadOwn([folder], bundled);
  if (own.length + broken.length === 0)
    throw new UserError(`${directory} holds no template.yml, neither itself nor in its folders`);
  const library = { templates: isBundled ? bundled : [...bundled, ...own], languages };
  const counts = { passed: 0, failed: broken.length };
  for (const { path, line, message } of broken)
    caller.out.write(`✗ ${relative(caller.directory, path)}:${line}: ${message}\n`);
  for (const template of own) {
    for (const [name, problems] of await problemsOf(template, library)) {
      if (problems.length === 0) counts.passed++;
      else counts.failed++;
      for (const problem of problems) caller.out.write(`✗ ${template.id} ${name}: ${problem}\n`);
    }
  }
  caller.out.write(
    `${own.length} ${own.length === 1 ? 'template' : 'templates'}: ${counts.passed} checks passed, ${counts.failed} failed\n`,
  );
  return counts.failed === 0 ? exitStatus.ran : exitStatus.found;
}

async function problemsOf(
  template: Template,
  library: { readonly templates: readonly Template[]; readonly languages: typeof languages },
): Promise<readonly (readonly [string, readonly string[]])[]> {
  const folder = dirname(template.path);
  const { cases, problems } = readCases(filesBelow(folder));
  const results: (readonly [string, readonly string[]])[] = languages.map((language) => [
    `schema of ${language.id}`,
    schemaProblems(template, language).map(({ message }) => message),
  ]);
  const named = basename(folder) === template.id;
  const wrongName = `the folder is called ${basename(folder)}; the id is ${template.id}, and they should be the same.`;
  results.push(['folder', named ? [] : [wrongName]]);
  results.push(['cases', [...problems, ...missingCases(template, cases)]]);
  for (const one of cases) results.push([one.name, await runCase(template, one, library)]);
  return results;
}

function filesBelow(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: [basename(folder), ...relative(folder, path).split(sep)].join('/'),
      text: readFileSync(path, 'utf8'),
    }));
}

const perLanguage = z.strictObject({
  terraform: z.string().optional(),
  cloudformation: z.string().optional(),
});
const reasonsSchema = z.record(z.string(), z.union([z.string(), perLanguage]));

/** Why the library does nothing about a control: `templates/not-covered.yml`. */
export function coverageReasons(): CoverageReasons {
  const text = readFileSync(join(bundledTemplates, 'not-covered.yml'), 'utf8');
  const reasons = reasonsSchema.parse(parse(text));
  return new Map(
    Object.entries(reasons).map(([control, reason]) => [
      control,
      typeof reason === 'string'
        ? reason
        : {
            ...(reason.terraform === undefined ? {} : { terraform: reason.terraform }),
            ...(reason.cloudformation === undefined
              ? {}
              : { cloudformation: reason.cloudformation }),
          },
    ]),
  );
}

/** `sprinkler templates coverage`: what the library does about each control, in each language. */
export function showCoverage(caller: Caller, options: { readonly json?: boolean }): ExitStatus {
  const rows = coverage(loadFrom([bundledTemplates]), languages, coverageReasons());
  if (options.json) {
    caller.out.write(`${JSON.stringify(rows, null, 2)}\n`);
    return exitStatus.ran;
  }
  const lines = rows.map(({ control, terraform, cloudformation, reasons }) => [
    control,
    terraform,
    cloudformation,
    [...new Set(Object.values(reasons))].join(' '),
  ]);
  caller.out.write(
    `${renderTable([['control', 'terraform', 'cloudformation', 'why none'], ...lines], 100)}\n`,
  );
  return exitStatus.ran;
}
