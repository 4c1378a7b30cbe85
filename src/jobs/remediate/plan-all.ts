import { failed, ok, type Result } from '../../foundation/result.ts';
import type { Code, EditIntent } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { type FixPlan, planFix, type Refusal, type Subject } from '../../pipeline/fix/index.ts';
import type { ConfiguredTemplate } from './place-settings.ts';
import type { RootCause } from './root-cause.ts';

/** What a configured template is put to. */
export function subjectOf(
  { parameters }: ConfiguredTemplate,
  { context, findings }: RootCause,
  resource: ResourceInCode,
  code: Code,
): Subject {
  const seen = findings
    .flatMap(({ updatedAt }) => updatedAt ?? [])
    .toSorted()
    .at(-1);
  return { resource, code, context, parameters, ...(seen === undefined ? {} : { seen }) };
}

/** The plans of all templates for a resource, or why there are none. */
export function planAll(
  templates: readonly ConfiguredTemplate[],
  cause: RootCause,
  resource: ResourceInCode,
  code: Code,
): Result<readonly FixPlan[], Refusal> {
  const plans: FixPlan[] = [];
  for (const configured of templates) {
    const plan = planFix(configured.template, subjectOf(configured, cause, resource, code));
    if (!plan.ok) return failed(plan.error);
    plans.push(plan.value);
  }
  return ok(plans);
}

/** All that plans want. */
export function intentsOf(plans: readonly FixPlan[]): readonly EditIntent[] {
  return plans.flatMap(({ intents }) => intents);
}

/** The resource as it is in another view of the code; null when it is gone. */
export function sameResource(
  code: Code,
  resource: ResourceInCode,
  { context }: RootCause,
): ResourceInCode | null {
  const all = code.resources({ types: [resource.type], context });
  return (
    all.find(({ root, address }) => root === resource.root && address === resource.address) ?? null
  );
}
