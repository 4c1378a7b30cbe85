import { InternalError } from '../../foundation/errors.ts';
import type { JsonObject } from '../../foundation/json.ts';
import type { Code, Language } from '../../model/language.ts';
import type { LanguageId } from '../../model/resource.ts';
import { type Parameters, resolveParameters, type Template } from '../../pipeline/fix/index.ts';
import type { RemediationRequest } from './request.ts';

/** A template with the parameter values that the configuration gives it. */
export interface ConfiguredTemplate {
  readonly template: Template;
  readonly parameters: Parameters;
}

/** The code, the languages and the templates that all findings of one request are worked on with. */
export interface Workshop {
  readonly request: RemediationRequest;
  readonly templates: readonly ConfiguredTemplate[];
  /** Templates that the configuration switched off, or gave parameters that do not fit: id → reason. */
  readonly unusable: ReadonlyMap<string, string>;
  readonly codes: ReadonlyMap<LanguageId, Code>;
}

export function openWorkshop(request: RemediationRequest): Workshop {
  const templates: ConfiguredTemplate[] = [];
  const unusable = new Map<string, string>();
  for (const template of request.templates) {
    const settings = request.config.templates.get(template.id);
    const given: JsonObject = Object.fromEntries(settings?.parameters ?? []);
    const parameters = resolveParameters(template.parameters, given);
    if (settings?.enabled === false) {
      unusable.set(template.id, `the configuration switches the template ${template.id} off`);
    } else if (!parameters.ok) {
      const problems = parameters.error.join('; ');
      unusable.set(
        template.id,
        `the configuration of the template ${template.id} is wrong: ${problems}`,
      );
    } else {
      templates.push({ template, parameters: parameters.value });
    }
  }
  return { request, templates, unusable, codes: openAll(request) };
}

function openAll({ languages, tree, config }: RemediationRequest): ReadonlyMap<LanguageId, Code> {
  return new Map(languages.map((language) => [language.id, language.open(tree, config.stacks)]));
}

/** The language of that id; it must be registered. */
export function languageOf(workshop: Workshop, id: LanguageId): Language {
  const language = workshop.request.languages.find((candidate) => candidate.id === id);
  if (language === undefined) throw new InternalError(`the language ${id} is not registered`);
  return language;
}

/** The unchanged code in that language. */
export function codeOf(workshop: Workshop, id: LanguageId): Code {
  const code = workshop.codes.get(id);
  if (code === undefined) throw new InternalError(`the language ${id} is not registered`);
  return code;
}
