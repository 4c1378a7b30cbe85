import type { Language } from '../../model/language.ts';
import type { TemplateProblem } from './load.ts';
import { type Argument, below } from './scope.ts';
import type { Template } from './template.ts';

/** A complaint of the schema, and the type or argument in the template that it is about. */
export interface SchemaProblem extends TemplateProblem {
  readonly word: string;
}

/**
 * What a template writes or looks at that the provider's schema does not list: a misspelt argument, or something
 * that is no argument of a resource at all (a provisioner, a lifecycle rule, a data source). A danger that is looked
 * for under a wrong name would never be seen.
 */
export function schemaProblems(
  template: Template,
  language: Pick<Language, 'id' | 'inSchema'>,
): readonly SchemaProblem[] {
  const written = template.entries[language.id].flatMap((entry) => {
    const own: Argument = { type: entry.resource, path: [] };
    const added = Object.keys(entry.missing?.with ?? {}).map((path) => below(own, path.split('.')));
    const requirements = [...entry.require, ...entry.also, ...(entry.missing?.besides ?? [])];
    const mended = requirements.flatMap((one) => one.arguments(own));
    const conditions = [
      ...entry.refuse.map(({ when }) => when),
      ...(entry.when ? [entry.when] : []),
    ];
    const read = [...requirements, ...conditions].flatMap((one) => one.reads(own));
    return [own, ...added, ...mended, ...read];
  });
  const problems = written.flatMap((argument) => complaintAbout(argument, language) ?? []);
  const distinct = new Map(problems.map((problem) => [problem.message, problem]));
  return [...distinct.values()].map((one) => ({ path: template.path, line: 1, ...one }));
}

function complaintAbout(
  { type, path }: Argument,
  language: Pick<Language, 'inSchema'>,
): Pick<SchemaProblem, 'message' | 'word'> | null {
  // A type is known when the schema has an answer about any of its arguments.
  const last = path.at(-1);
  const known = language.inSchema(type, last === undefined ? ['id'] : path);
  if (known === null)
    return { message: `${type} is not a resource type of the schema at hand.`, word: type };
  if (known || last === undefined) return null;
  return {
    message: `${type} has no argument ${path.join('.')} in the schema at hand.`,
    word: last,
  };
}
