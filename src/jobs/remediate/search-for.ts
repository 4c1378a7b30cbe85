import { resourceTypes, type Template } from '../../pipeline/fix/index.ts';
import type { SearchIn } from '../../pipeline/locate/locate.ts';
import { codeOf, type Workshop } from './workshop.ts';

/** Where to look for what these templates mend: every language, and its types that they know. */
export function searchFor(workshop: Workshop, templates: readonly Template[]): readonly SearchIn[] {
  return workshop.request.languages.map(({ id }) => ({
    code: codeOf(workshop, id),
    types: [...new Set(templates.flatMap((template) => resourceTypes(template, id)))].sort(),
  }));
}
