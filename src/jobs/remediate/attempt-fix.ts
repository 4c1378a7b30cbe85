import type { Code } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { assess, concerns, planMissing } from '../../pipeline/fix/index.ts';
import { carryOut, type NoFix, none, type ProvenFix, type Target } from './carry-out.ts';
import { addedIn, type MissingSetting } from './missing-setting.ts';
import { planAll, sameResource, subjectOf } from './plan-all.ts';
import type { RootCause } from './root-cause.ts';
import type { Workshop } from './workshop.ts';

/** Assesses, plans, edits and proves the fix of a root cause on the given code. */
export async function attemptFix(
  workshop: Workshop,
  code: Code,
  cause: RootCause,
): Promise<ProvenFix | NoFix> {
  const attempts: (ProvenFix | NoFix)[] = [];
  for (const resource of cause.resources) {
    attempts.push(
      cause.missing === null
        ? await attemptOn(workshop, code, cause, resource)
        : await attemptMissing(workshop, code, cause, cause.missing, resource),
    );
  }
  const [first] = attempts;
  if (first === undefined) return none('not-located', 'the resource is no longer in the code');
  const distinct = new Set(attempts.map((attempt) => JSON.stringify(signature(attempt))));
  if (distinct.size > 1) return none('ambiguous', severalInstances(cause));
  return first;
}

/** Instances of one block are told apart only where their fixes differ. */
function signature(attempt: ProvenFix | NoFix): unknown {
  return attempt.kind === 'fix' ? attempt.edits : attempt.outcome;
}

function severalInstances({ resources }: RootCause): string {
  const addresses = resources.slice(0, 4).map(({ address }) => address);
  return `${addresses.join(' and ')} fit equally well, and their fixes differ; a Terraform state or a hint in the configuration would settle it.`;
}

async function attemptOn(
  workshop: Workshop,
  code: Code,
  cause: RootCause,
  resource: ResourceInCode,
): Promise<ProvenFix | NoFix> {
  const applicable = cause.templates.map((configured) => ({
    configured,
    assessment: assess(configured.template, subjectOf(configured, cause, resource, code)),
  }));
  const failing = applicable.filter(({ assessment }) => assessment.verdict === 'vulnerable');
  const assessments = applicable.map(({ assessment }) => assessment);
  if (failing.length === 0) return nothingToMend(assessments, resource.locked);
  const templates = failing.map(({ configured }) => configured);
  const planned = planAll(templates, cause, resource, code);
  if (!planned.ok) return none('refused', planned.error.reason);
  const find = (now: Code) => sameResource(now, resource, cause);
  const target: Target = { resource, find, whenGone: 'compliant' };
  return carryOut(workshop, code, cause, target, templates, planned.value);
}

/** Adds a setting that the code does not have; one that another fix has added meanwhile is mended as any other. */
async function attemptMissing(
  workshop: Workshop,
  code: Code,
  cause: RootCause,
  missing: MissingSetting,
  beside: ResourceInCode,
): Promise<ProvenFix | NoFix> {
  const find = (now: Code) =>
    addedIn(now, missing, beside, cause.context, (one) =>
      cause.templates.some((each) => concerns(each.template, subjectOf(each, cause, one, now))),
    );
  const there = find(code);
  if (there !== null) return attemptOn(workshop, code, cause, there);
  const template = cause.templates.find((each) =>
    each.template.entries[beside.language].some(
      (entry) => entry.missing && entry.resource === missing.type,
    ),
  );
  if (template === undefined) return none('refused', `no template adds an ${missing.type}`);
  const subject = subjectOf(template, cause, beside, code);
  const plan = planMissing(template.template, missing.type, subject);
  if (!plan.ok) return none('refused', plan.error.reason);
  const target: Target = { resource: beside, find, whenGone: 'vulnerable' };
  return carryOut(workshop, code, cause, target, [template], [plan.value]);
}

function nothingToMend(
  assessments: readonly { verdict: string; reason: string }[],
  locked: string | null,
): NoFix {
  const unknown = assessments.find(({ verdict }) => verdict === 'unknown');
  if (unknown !== undefined) return none('refused', locked ?? unknown.reason);
  const compliant = assessments.find(({ verdict }) => verdict === 'compliant');
  if (compliant !== undefined) {
    return none(
      'already-fixed',
      'the code is already right: it has not been applied, or the cloud has drifted from it',
    );
  }
  return none('no-template', assessments[0]?.reason ?? 'no template applies to the resource');
}
