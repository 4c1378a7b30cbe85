import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../foundation/errors.ts';
import { loadTemplates, type Template } from '../../pipeline/fix/index.ts';
import { type Caller, callerPath } from './caller.ts';

/** The library that ships with Sprinkler, beside `src/` and beside `dist/`. */
export const bundledTemplates = join(import.meta.dirname, '../../../templates');

/**
 * The bundled templates and those of further directories. A directory is one template or holds several.
 * @throws UserError naming file, line and problem.
 */
export function readTemplates(caller: Caller, directories: readonly string[]): readonly Template[] {
  const named = directories.map((directory) => {
    const path = callerPath(caller, directory);
    if (!existsSync(path)) throw new UserError(`there is no directory ${directory}`);
    return path;
  });
  return loadFrom([bundledTemplates, ...named]);
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
  if (existsSync(own)) return [own];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'cases')
    .map((entry) => join(directory, entry.name))
    .sort()
    .flatMap(templateFiles);
}
