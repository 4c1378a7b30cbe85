import { mergeSettings, type TemplateSettings } from '../../config/repository/config.ts';
import type { JsonObject } from '../../foundation/json.ts';
import { matchesPath } from '../../foundation/wildcard.ts';
import type { Severity } from '../../model/finding.ts';
import type { LanguageId, ResourceInCode } from '../../model/resource.ts';
import { environmentOf } from '../../model/root.ts';
import {
  type Parameters,
  resolveParameters,
  resourceTypes,
  type Template,
} from '../../pipeline/fix/index.ts';
import type { RemediationRequest } from './request.ts';

/** A template with the parameter values that the configuration gives it. */
export interface ConfiguredTemplate {
  readonly template: Template;
  readonly parameters: Parameters;
}

/** What the configuration says for one place in the code. The same object for places with the same settings. */
export interface PlaceSettings {
  /** Whether fixes are proposed there at all. */
  readonly enabled: boolean;
  readonly minimumSeverity: Severity;
  readonly templates: readonly ConfiguredTemplate[];
  /** Templates that are switched off, or have parameters that do not fit: id → reason. */
  readonly unusable: ReadonlyMap<string, string>;
  /** Those about resources of this type. */
  about(language: LanguageId, type: string): readonly ConfiguredTemplate[];
}

/** A block's file, and the root module or template that it is evaluated in. */
export type PlaceInCode = Pick<ResourceInCode, 'path' | 'root'>;

/** What holds at each place: the configuration, and over it, in their order, all overrides that are about it. */
export function placeSettings({
  config,
  templates,
}: Pick<RemediationRequest, 'config' | 'templates'>): (place: PlaceInCode) => PlaceSettings {
  const known = new Map<string, PlaceSettings>();
  return (place) => {
    const over = config.overrides.filter(({ paths, environments }) => {
      const isInPaths = paths?.some((pattern) => matchesPath(pattern, place.path)) ?? true;
      const { directory, variableFiles } = environmentOf(place.root);
      const names = [directory === '' ? '.' : directory, ...variableFiles];
      const isInEnvironments =
        environments?.some((pattern) => names.some((name) => matchesPath(pattern, name))) ?? true;
      return isInPaths && isInEnvironments;
    });
    const key = over.map((each) => config.overrides.indexOf(each)).join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const settings = over.map((each) => each.templates).reduce(mergeSettings, config.templates);
    const made = {
      enabled: over.findLast(({ enabled }) => enabled !== null)?.enabled ?? true,
      minimumSeverity:
        over.findLast(({ minimumSeverity }) => minimumSeverity !== null)?.minimumSeverity ??
        config.minimumSeverity,
      ...configured(templates, settings),
    };
    known.set(key, made);
    return made;
  };
}

function configured(
  all: readonly Template[],
  settings: ReadonlyMap<string, TemplateSettings>,
): Pick<PlaceSettings, 'templates' | 'unusable' | 'about'> {
  const templates: ConfiguredTemplate[] = [];
  const unusable = new Map<string, string>();
  for (const template of all) {
    const { id } = template;
    const own = settings.get(id);
    const given: JsonObject = Object.fromEntries(own?.parameters ?? []);
    const parameters = resolveParameters(template.parameters, given);
    if (own?.enabled === false) {
      unusable.set(id, `the configuration switches the template ${id} off`);
    } else if (!parameters.ok) {
      const problems = parameters.error.join('; ');
      unusable.set(id, `the configuration of the template ${id} is wrong: ${problems}`);
    } else {
      templates.push({ template, parameters: parameters.value });
    }
  }
  const byType = new Map<string, ConfiguredTemplate[]>();
  const keyOf = (language: LanguageId, type: string) => `${language} ${type}`;
  for (const each of templates)
    for (const language of ['terraform', 'cloudformation'] as const)
      for (const type of resourceTypes(each.template, language)) {
        const key = keyOf(language, type);
        byType.set(key, [...(byType.get(key) ?? []), each]);
      }
  return {
    templates,
    unusable,
    about: (language, type) => byType.get(keyOf(language, type)) ?? [],
  };
}
