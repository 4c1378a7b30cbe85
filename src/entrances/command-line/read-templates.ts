import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../foundation/errors.ts';
import { languages } from '../../jobs/languages.ts';
import { loadTemplates, schemaProblems, type Template } from '../../pipeline/fix/index.ts';
import { type Caller, callerPath } from './caller.ts';

/** The library that ships with Sprinkler, beside `src/` and beside `dist/`. */
export const bundledTemplates = join(import.meta.dirname, '../../../templates');

/** Where a repository keeps templates of its own. */
const ownTemplates = '.github/sprinkler/templates';

/**
 * The bundled templates, those of further directories, and the repository's own. A directory is one template or holds several.
 * Only the bundled ones may write what the schema at hand does not list.
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
  const own = repository === undefined ? [] : [callerPath(caller, join(repository, ownTemplates))];
  const custom = [...named, ...own.filter((path) => existsSync(path))];
  const templates = loadFrom([bundledTemplates, ...custom]);
  for (const template of templates) {
    if (!template.path.startsWith(bundledTemplates)) refuseUnlisted(template);
  }
  return templates;
}

/** A template of one's own may change arguments, nested blocks and companions of listed resource types, and nothing else. */
function refuseUnlisted(template: Template): void {
  const [problem] = languages.flatMap((language) => schemaProblems(template, language));
  if (problem !== undefined) {
    throw new UserError(`${problem.path}:${problem.line}: ${problem.message}`);
  }
}

/** The templates below these directories only. */
export function loadFrom(directories: readonly string[]): readonly Template[] {
  const files = directories
    .flatMap(templateFiles)
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const { templates, problems } = loadTemplates(files);
  const [first] = problems;
  if (first !== undefined) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    throw new UserError(`${first.path}:${first.line}: ${first.message}${more}`);
  }
  return templates;
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
