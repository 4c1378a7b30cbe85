import type { CloudResource } from '../../model/finding.ts';
import { concerns, ResourceIndex, resourceTypes, type Template } from '../../pipeline/fix/index.ts';
import { accountType } from '../../pipeline/locate/evidence/account-setting.ts';
import { contextOf, type SearchIn } from '../../pipeline/locate/locate.ts';
import { codeOf, type Workshop } from './workshop.ts';

/**
 * Where to look for what these templates mend: every language, and its types that they know. Settings of an account
 * have no names, so those of a type that no template is about (the contact for billing) are told apart by its `when`.
 */
export function searchFor(
  workshop: Workshop,
  templates: readonly Template[],
  cloud: CloudResource,
): readonly SearchIn[] {
  return workshop.request.languages.map(({ id }) => {
    const code = codeOf(workshop, id);
    const types = [
      ...new Set(templates.flatMap((template) => resourceTypes(template, id))),
    ].toSorted();
    if (cloud.type !== accountType) return { code, types };
    const context = contextOf(cloud);
    const subject = {
      code,
      context,
      parameters: new Map(),
      index: new ResourceIndex(code, context),
    };
    return {
      code,
      types,
      isMeant: (resource) => templates.some((one) => concerns(one, { ...subject, resource })),
    };
  });
}
