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
 * The templates that a security team has written in one place. They may change arguments, nested blocks and
 * companions of the resource types in the providers' schemas, and nothing else. A template with a problem is left
 * out; the others count.
 */
export function ownTemplates(
  files: readonly TemplateText[],
  library: readonly Template[],
  languages: readonly Pick<Language, 'id' | 'inSchema'>[],
): LoadedTemplates {
  const { templates, problems } = loadForeignTemplates(files.slice(0, MOST), library);
  const unlisted = templates.flatMap((template) =>
    languages.flatMap((language) => schemaProblems(template, language)),
  );
  const wrong = new Set(unlisted.map(({ path }) => path));
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return {
    templates: templates.filter(({ path }) => !wrong.has(path)),
    problems: [
      ...problems,
      ...unlisted.map((problem) => placed(problem, texts)),
      ...files.slice(MOST).map(oneTooMany),
    ],
  };
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
