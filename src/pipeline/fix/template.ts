import type { LanguageId } from '../../model/resource.ts';
import type { ParameterDeclaration } from './parameters.ts';
import type { TemplateEntry, TemplateFindings, TemplateRisk } from './schema.ts';

/** A fix template, read and checked. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly findings: TemplateFindings;
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly entries: Readonly<Record<LanguageId, readonly TemplateEntry[]>>;
  readonly risk: TemplateRisk;
  readonly rollback: string | null;
  /** The file it was read from. */
  readonly path: string;
}

/** The resource types a finding of this template can be about. */
export function resourceTypes(template: Template, language: LanguageId): readonly string[] {
  return template.entries[language].map((entry) => entry.resource);
}

/** Those, and every other type that its predicate reads: companions, and what conditions look at. */
export function typesRead(template: Template, language: LanguageId): readonly string[] {
  const types = template.entries[language].flatMap((entry) => [
    entry.resource,
    ...(entry.when?.types ?? []),
    ...entry.refuse.flatMap((refusal) => refusal.when.types),
    ...[...entry.require, ...entry.also, ...(entry.missing?.besides ?? [])].flatMap(
      (requirement) => requirement.types,
    ),
  ]);
  return [...new Set(types)];
}
