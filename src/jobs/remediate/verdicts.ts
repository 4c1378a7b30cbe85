import type { Code, EvaluationContext } from '../../model/language.ts';
import type { Verdict } from '../../model/outcome.ts';
import type { LanguageId } from '../../model/resource.ts';
import { rootName } from '../../model/root.ts';
import { assess, ResourceIndex } from '../../pipeline/fix/index.ts';
import type { Verdicts } from './verdict-cache.ts';
import type { Workshop } from './workshop.ts';

/**
 * Every template's verdict on every resource of these roots, for the proof that nothing new is wrong. `added`: the
 * type of a setting of the account that is added. What it does not say is as it was without it, so no template is
 * asked about it.
 */
export function verdictsOf(
  workshop: Workshop,
  language: LanguageId,
  code: Code,
  roots: readonly string[],
  context: EvaluationContext,
  added: string | null = null,
): Verdicts {
  const isUnchanged = code === workshop.codes.get(language);
  const index = new ResourceIndex(code, context);
  const verdicts = roots.map((root) => {
    const work = () => verdictsIn(workshop, language, code, root, context, added, index);
    const key = JSON.stringify([language, root, context, added]);
    return isUnchanged ? workshop.verdicts.get(key, work) : work();
  });
  return new Map(verdicts.flatMap((each) => [...each]));
}

function verdictsIn(
  { settingsAt }: Workshop,
  language: LanguageId,
  code: Code,
  root: string,
  context: EvaluationContext,
  added: string | null,
  index: ResourceIndex,
): Verdicts {
  const verdicts = new Map<string, Verdict>();
  const resources = code.rootResources(root, context);
  for (const resource of resources.filter(({ type }) => type !== added))
    for (const { template, parameters } of settingsAt(resource).about(language, resource.type)) {
      const { verdict } = assess(template, { resource, code, context, parameters, index });
      verdicts.set(`${template.id} on ${resource.address} in ${rootName(resource.root)}`, verdict);
    }
  return verdicts;
}
