import type { ConfigProblem } from '../../config/problem.ts';
import type { RepositoryConfig } from '../../config/repository/config.ts';
import { CONFIG_PATH } from '../../config/repository/load.ts';
import { closest } from '../../foundation/closest.ts';
import type { JsonObject } from '../../foundation/json.ts';
import type { Result } from '../../foundation/result.ts';
import {
  resolveParameters,
  type Template,
  type TemplateProblem,
} from '../../pipeline/fix/index.ts';

/** Something wrong in what a repository says of how it wants to be treated, for the person who wrote it. */
export interface SettingsProblem extends TemplateProblem {
  /** `failure`: what it is about is not used. `warning`: it may be meant for another repository. */
  readonly level: 'failure' | 'warning';
}

/** What a configuration says, and its text. */
export interface ReadConfig {
  readonly text: string;
  readonly loaded: Result<RepositoryConfig, readonly ConfigProblem[]>;
}

/** Everything that is wrong with a configuration, given the templates that hold beside it. */
export function configProblems(
  { text, loaded }: ReadConfig,
  templates: readonly Template[],
): readonly SettingsProblem[] {
  if (!loaded.ok) return loaded.error.map(inConfig);
  const known = new Map(templates.map((template) => [template.id, template]));
  const { templates: everywhere, overrides } = loaded.value;
  const settings = [everywhere, ...overrides.map((each) => each.templates)].flatMap((each) => [
    ...each,
  ]);
  return settings.flatMap(([id, { parameters }]): SettingsProblem[] => {
    const line =
      Math.max(
        text.split('\n').findIndex((each) => each.includes(`${id}:`)),
        0,
      ) + 1;
    const template = known.get(id);
    if (template === undefined) {
      const meant = closest(id, [...known.keys()]);
      const hint = meant === null ? '' : ` Did you mean ${meant}?`;
      const message = `There is no template ${id} here.${hint}`;
      return [{ path: CONFIG_PATH, line, message, level: 'warning' }];
    }
    const given: JsonObject = Object.fromEntries(parameters);
    const resolved = resolveParameters(template.parameters, given);
    if (resolved.ok) return [];
    const message = `The parameters of ${id} do not fit: ${resolved.error.join('; ')}.`;
    return [{ path: CONFIG_PATH, line, message, level: 'failure' }];
  });
}

/** Problems of a file that it extends are told at its own first line. */
function inConfig({ place, message, meant }: ConfigProblem): SettingsProblem {
  const isHere = place.path === CONFIG_PATH;
  const where = isHere ? '' : `${place.path}:${place.line}: `;
  const hint = meant === null ? '' : ` Did you mean "${meant}"?`;
  return {
    path: CONFIG_PATH,
    line: isHere ? place.line : 1,
    message: `${where}${message}${hint}`,
    level: 'failure',
  };
}
