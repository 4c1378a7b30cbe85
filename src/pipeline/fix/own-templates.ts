import type { Language } from '../../model/language.ts';
import { type SchemaProblem, schemaProblems } from './check-schema.ts';
import {
  type LoadedTemplates,
  loadForeignTemplates,
  type TemplateProblem,
  type TemplateText,
} from './load.ts';
import type { Template } from './template.ts';

/** More of them than this in one place are not read. */
const MOST = 200;

/**
 * The templates that security teams have written, in layers: the owner's, then the repository's, of which the
 * later wins where both have an id. They may change arguments, nested blocks and companions of the resource
 * types in the providers' schemas, and nothing else. A template with a problem is left out; the others count.
 */
export function ownTemplates(
  layers: readonly (readonly TemplateText[])[],
  library: readonly Template[],
  languages: readonly Pick<Language, 'id' | 'inSchema'>[],
): LoadedTemplates {
  const templates = new Map<string, Template>();
  const problems: TemplateProblem[] = [];
  for (const files of layers) {
    const loaded = loadForeignTemplates(files.slice(0, MOST), library);
    problems.push(...loaded.problems, ...files.slice(MOST).map(oneTooMany));
    const texts = new Map(files.map(({ path, text }) => [path, text]));
    for (const template of loaded.templates) {
      const unlisted = languages.flatMap((language) => schemaProblems(template, language));
      if (unlisted.length === 0) templates.set(template.id, template);
      else problems.push(...unlisted.map((problem) => placed(problem, texts)));
    }
  }
  return { templates: [...templates.values()], problems };
}

function oneTooMany({ path }: TemplateText): TemplateProblem {
  return { path, line: 1, message: `At most ${MOST} templates of your own are read.` };
}

/** The schema's complaint names a type or an argument: the line is the first that has the word. */
function placed(
  { path, message, word }: SchemaProblem,
  texts: ReadonlyMap<string, string>,
): TemplateProblem {
  const lines = texts.get(path)?.split('\n') ?? [];
  return {
    path,
    line:
      Math.max(
        lines.findIndex((line) => line.includes(word)),
        0,
      ) + 1,
    message,
  };
}
