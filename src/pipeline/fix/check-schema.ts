import type { Language } from '../../model/language.ts';
import type { TemplateProblem } from './load.ts';
import type { Argument } from './scope.ts';
import type { Template } from './template.ts';

/**
 * What a template writes that the provider's schema does not list: a misspelt argument, or something that is
 * no argument of a resource at all (a provisioner, a lifecycle rule, a data source).
 */
export function schemaProblems(
  template: Template,
  language: Pick<Language, 'id' | 'inSchema'>,
): readonly TemplateProblem[] {
  const written = template.entries[language.id].flatMap((entry) => {
    const own: Argument = { type: entry.resource, path: [] };
    return [own, ...[...entry.require, ...entry.also].flatMap((one) => one.arguments(own))];
  });
  const complaints = new Set(written.map((argument) => complaintAbout(argument, language)));
  return [...complaints].flatMap((message) =>
    message === null ? [] : [{ path: template.path, line: 1, message }],
  );
}

function complaintAbout(
  { type, path }: Argument,
  language: Pick<Language, 'inSchema'>,
): string | null {
  // A type is known when the schema has an answer about any of its arguments.
  const known = language.inSchema(type, path.length === 0 ? ['id'] : path);
  if (known === null) return `${type} is not a resource type of the schema at hand.`;
  return known || path.length === 0
    ? null
    : `${type} has no argument ${path.join('.')} in the schema at hand.`;
}
