import type { Code, EvaluationContext } from '../../model/language.ts';
import type { Verdict } from '../../model/outcome.ts';
import type { LanguageId } from '../../model/resource.ts';
import { assess, ResourceIndex, resourceTypes } from '../../pipeline/fix/index.ts';
import type { Workshop } from './workshop.ts';

/** Every template's verdict on every resource of these roots, for the proof that nothing new is wrong. */
export function verdictsOf(
  { templates }: Workshop,
  language: LanguageId,
  code: Code,
  roots: readonly string[],
  context: EvaluationContext,
): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  const index = new ResourceIndex(code, context);
  const resources = roots.flatMap((root) => code.rootResources(root, context));
  for (const { template, parameters } of templates) {
    const types = new Set(resourceTypes(template, language));
    for (const resource of resources) {
      if (!types.has(resource.type)) continue;
      const { verdict } = assess(template, { resource, code, context, parameters, index });
      verdicts.set(`${template.id} on ${resource.address} in ${resource.root}`, verdict);
    }
  }
  return verdicts;
}
