import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../foundation/errors.ts';
import { languages } from '../../jobs/languages.ts';
import { OWN_TEMPLATES } from '../../jobs/own-templates/files.ts';
import {
  type LoadedTemplates,
  loadTemplates,
  ownTemplates,
  type Template,
  type TemplateText,
} from '../../pipeline/fix/index.ts';
import { type Caller, callerPath } from './caller.ts';

/** The library that ships with Sprinkler, beside `src/` and beside `dist/`. */
export const bundledTemplates = join(import.meta.dirname, '../../../templates');

/**
 * The bundled templates, those of further directories, and the repository's own. A directory is one template or
 * holds several. Those that are not bundled may write what the schema at hand lists, and nothing that runs.
 * @throws UserError naming file, line and problem.
 */
export function readTemplates(
  caller: Caller,
  directories: readonly string[],
  repository?: string,
): readonly Template[] {
  const named = directories.map((directory) => {
    const path = callerPath(caller, directory);
    if (!existsSync(path)) throw new UserError(`there is no directory ${directory}`);
    return path;
  });
  const own = repository === undefined ? [] : [callerPath(caller, join(repository, OWN_TEMPLATES))];
  const library = loadFrom([bundledTemplates]);
  const others = loadOwn([...named, ...own.filter((path) => existsSync(path))], library);
  return [...library, ...withoutProblems(others)];
}

/** The templates of others below these directories, and what is wrong in them. */
export function loadOwn(
  directories: readonly string[],
  library: readonly Template[],
): LoadedTemplates {
  return ownTemplates(textsBelow(directories), library, languages);
}

/**
 * The templates below these directories only, as a library.
 * @throws UserError naming file, line and problem.
 */
export function loadFrom(directories: readonly string[]): readonly Template[] {
  return withoutProblems(loadTemplates(textsBelow(directories)));
}

function withoutProblems({ templates, problems }: LoadedTemplates): readonly Template[] {
  const [first] = problems;
  if (first === undefined) return templates;
  const more =
    problems.length > 1
      ? ` (and ${problems.length - 1} more: \`sprinkler templates test DIR\` shows all)`
      : '';
  throw new UserError(`${first.path}:${first.line}: ${first.message}${more}`);
}

function textsBelow(directories: readonly string[]): readonly TemplateText[] {
  return directories
    .flatMap(templateFiles)
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function templateFiles(directory: string): readonly string[] {
  const own = join(directory, 'template.yml');
  if (lstatSync(own, { throwIfNoEntry: false })?.isFile()) return [own];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'cases')
    .map((entry) => join(directory, entry.name))
    .sort()
    .flatMap(templateFiles);
}
