import { allControls, type Control } from '../model/controls.ts';
import type { Language } from '../model/language.ts';
import type { LanguageId, ResourceInCode } from '../model/resource.ts';
import type { Template } from '../pipeline/fix/index.ts';
import { templatesFor } from '../pipeline/fix/index.ts';

/**
 * What the library does about a control in one language. `fixed`: without being told anything. `parameter`: with a
 * value from the repository's configuration. `replaces`: by a change that replaces the resource. `none`: nothing.
 */
export type CoverageKind = 'fixed' | 'parameter' | 'replaces' | 'none';

export interface ControlCoverage {
  readonly control: string;
  readonly terraform: CoverageKind;
  readonly cloudformation: CoverageKind;
  /** Why it is `none`, by language. */
  readonly reasons: { readonly [language in LanguageId]?: string };
}

/** Why nothing is done about a control: one sentence for both languages, or one for each. */
export type CoverageReasons = ReadonlyMap<
  string,
  string | { readonly [language in LanguageId]?: string }
>;

/** Every control that the data knows, with what these templates do about it. */
export function coverage(
  templates: readonly Template[],
  languages: readonly Language[],
  reasons: CoverageReasons,
): readonly ControlCoverage[] {
  return allControls().map((control) => coverageOf(control, templates, languages, reasons));
}

function coverageOf(
  control: Control,
  templates: readonly Template[],
  languages: readonly Language[],
  reasons: CoverageReasons,
): ControlCoverage {
  const answering = templatesFor(templates, { control: control.id, checks: [] });
  const kinds = languages.map((language) => [language.id, kindIn(language, answering)] as const);
  const none = kinds.filter(([, kind]) => kind === 'none').map(([id]) => id);
  const byLanguage = new Map(kinds);
  return {
    control: control.id,
    terraform: byLanguage.get('terraform') ?? 'none',
    cloudformation: byLanguage.get('cloudformation') ?? 'none',
    reasons: Object.fromEntries(none.map((id) => [id, reasonFor(control.id, id, reasons)])),
  };
}

function reasonFor(control: string, language: LanguageId, reasons: CoverageReasons): string {
  const reason = reasons.get(control);
  const said = typeof reason === 'string' ? reason : reason?.[language];
  return said ?? 'There is no template for it yet.';
}

function kindIn(language: Language, templates: readonly Template[]): CoverageKind {
  const able = templates.filter(({ entries }) => entries[language.id].length > 0);
  if (able.length === 0) return 'none';
  if (able.some((template) => replaces(template, language))) return 'replaces';
  return able.some(needsValue) ? 'parameter' : 'fixed';
}

function needsValue({ parameters }: Template): boolean {
  return [...parameters.values()].some((parameter) => parameter.default === undefined);
}

/**
 * Whether writing what the template requires, where it is not written, replaces the resource itself. What `when`
 * reads tells a setting of the account from others of its type, and is written in new ones only.
 */
function replaces(template: Template, language: Language): boolean {
  return template.entries[language.id].some(({ resource, when, require, missing }) => {
    const own = { type: resource, path: [] };
    const given = new Set(missing && when?.reads(own).map(keyOf));
    return require
      .flatMap((one) => one.arguments(own))
      .filter((argument) => argument.type === resource && !given.has(keyOf(argument)))
      .some(
        ({ path }) =>
          language.updateBehaviour(bare(language.id, resource), path, false).update === 'replaces',
      );
  });
}

function keyOf({
  type,
  path,
}: {
  readonly type: string;
  readonly path: readonly string[];
}): string {
  return [type, ...path].join('.');
}

/** A resource of which nothing is written. */
function bare(language: LanguageId, type: string): ResourceInCode {
  return {
    language,
    type,
    cloudTypes: [],
    address: type,
    root: '',
    path: '',
    range: { start: 0, end: 0 },
    line: 1,
    endLine: 1,
    properties: { kind: 'map', entries: new Map(), origin: null },
    tags: { kind: 'map', entries: new Map(), origin: null },
    identities: [],
    placement: {
      region: { kind: 'unknown', reason: 'not asked', origin: null },
      accounts: null,
      label: '',
    },
    counted: true,
    ignored: [],
    locked: null,
    siblings: [],
  };
}
