import { InternalError } from '../../foundation/errors.ts';
import type { Code, Language } from '../../model/language.ts';
import type { LanguageId } from '../../model/resource.ts';
import { type PlaceInCode, type PlaceSettings, placeSettings } from './place-settings.ts';
import type { RemediationRequest } from './request.ts';
import { VerdictCache } from './verdict-cache.ts';

/** The code, the languages and the templates that all findings of one request are worked on with. */
export interface Workshop {
  readonly request: RemediationRequest;
  /** What the configuration says for one place in the code. */
  readonly settingsAt: (place: PlaceInCode) => PlaceSettings;
  readonly codes: ReadonlyMap<LanguageId, Code>;
  /** What the templates say of the unchanged code, as far as it was asked. */
  readonly verdicts: VerdictCache;
}

export function openWorkshop(request: RemediationRequest): Workshop {
  return {
    request,
    settingsAt: placeSettings(request),
    codes: openAll(request),
    verdicts: new VerdictCache(),
  };
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
