import { isDeepStrictEqual } from 'node:util';
import { editedTree } from '../../model/edited-tree.ts';
import type { Code, EditIntent } from '../../model/language.ts';
import type { OutcomeKind, Proof, Risk } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { TextEdit } from '../../model/source.ts';
import {
  assess,
  type FixPlan,
  planFix,
  type Subject,
  typesRead,
} from '../../pipeline/fix/index.ts';
import { verify } from '../../pipeline/verify/verify.ts';
import { allowsPath } from './allowed-paths.ts';
import { alongside, blastRadius } from './blast-radius.ts';
import { dependentsOf } from './dependents.ts';
import type { ConfiguredTemplate, PlaceInCode } from './place-settings.ts';
import { behavioursOf, blockersOf, riskOf } from './risk.ts';
import type { RootCause } from './root-cause.ts';
import { verdictsOf } from './verdicts.ts';
import { languageOf, type Workshop } from './workshop.ts';

/** A proven fix of one root cause, on the code it was made for. */
export interface ProvenFix {
  readonly kind: 'fix';
  readonly edits: readonly TextEdit[];
  /** The templates that had something to mend. */
  readonly templates: readonly ConfiguredTemplate[];
  readonly proofs: readonly Proof[];
  readonly risk: Risk;
  readonly blockers: readonly string[];
  readonly notes: readonly string[];
  readonly rollback: string | null;
}

/** Why there is no fix. */
export interface NoFix {
  readonly kind: 'none';
  readonly outcome: Exclude<OutcomeKind, 'fixed'>;
  readonly reason: string;
  readonly proofs: readonly Proof[];
  readonly risk: Risk | null;
}

/** Assesses, plans, edits and proves the fix of a root cause on the given code. */
export async function attemptFix(
  workshop: Workshop,
  code: Code,
  cause: RootCause,
): Promise<ProvenFix | NoFix> {
  const attempts: (ProvenFix | NoFix)[] = [];
  for (const resource of cause.resources) {
    attempts.push(await attemptOn(workshop, code, cause, resource));
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
  if (!('plans' in planned)) return planned;
  const edited = code.edit(intentsOf(planned.plans), cause.context);
  if (!edited.ok) {
    const { reason, ineffective } = edited.error;
    return none(ineffective ? 'unproven' : 'refused', reason);
  }
  const { edits, notes } = edited.value;
  const forbidden = edits.find(({ path }) => !allowsPath(workshop.request.config.paths, path));
  if (forbidden !== undefined) {
    return none(
      'refused',
      `the fix belongs in ${forbidden.path}, which the configuration keeps from being edited`,
    );
  }
  return prove(workshop, code, cause, resource, templates, planned.plans, edits, notes);
}

function subjectOf(
  { parameters }: ConfiguredTemplate,
  { context }: RootCause,
  resource: ResourceInCode,
  code: Code,
): Subject {
  return { resource, code, context, parameters };
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

function planAll(
  templates: readonly ConfiguredTemplate[],
  cause: RootCause,
  resource: ResourceInCode,
  code: Code,
): { readonly plans: readonly FixPlan[] } | NoFix {
  const plans: FixPlan[] = [];
  for (const configured of templates) {
    const plan = planFix(configured.template, subjectOf(configured, cause, resource, code));
    if (!plan.ok) return none('refused', plan.error.reason);
    plans.push(plan.value);
  }
  return { plans };
}

function intentsOf(plans: readonly FixPlan[]): readonly EditIntent[] {
  return plans.flatMap(({ intents }) => intents);
}

async function prove(
  workshop: Workshop,
  code: Code,
  cause: RootCause,
  resource: ResourceInCode,
  templates: readonly ConfiguredTemplate[],
  plans: readonly FixPlan[],
  edits: readonly TextEdit[],
  editNotes: readonly string[],
): Promise<ProvenFix | NoFix> {
  const language = languageOf(workshop, resource.language);
  const behaviours = behavioursOf(language, plans);
  const after = code.with(editedTree(code.tree, edits));
  const again = (now: Code) => sameResource(now, resource, cause);
  const { proofs, alsoChanged, changedRoots } = await verify({
    language,
    before: code,
    after,
    context: cause.context,
    edits,
    targets: [resource],
    types: templates.flatMap(({ template }) => typesRead(template, resource.language)),
    written: plans.flatMap(({ writes }) => writes),
    behaviours,
    targetVerdicts: (now) =>
      templates.map((configured) => {
        const found = again(now);
        return found === null
          ? 'compliant'
          : assess(configured.template, subjectOf(configured, cause, found, now)).verdict;
      }),
    wereCompliant: (resources) =>
      resources.filter((changed) => {
        const before = sameResource(code, changed, cause);
        return (
          before !== null &&
          templates.every(
            (configured) =>
              assess(configured.template, subjectOf(configured, cause, before, code)).verdict ===
              'compliant',
          )
        );
      }),
    verdicts: (now, roots) => verdictsOf(workshop, language.id, now, roots, cause.context),
    editsAgain: (now) => editsAgain(templates, cause, again(now), now),
  });
  const risk = riskOf(behaviours, plans);
  const failedProof = proofs.find(({ passed }) => !passed);
  if (failedProof !== undefined) {
    return { ...none('unproven', `${failedProof.name}: ${failedProof.detail}`), proofs, risk };
  }
  const other = changedRoots.find((root) => !agrees(workshop, templates, { ...resource, root }));
  if (other !== undefined) {
    const reason = `the same code also makes ${other}, for which the configuration wants something else: keep the two apart in code, or give them the same settings`;
    return { ...none('refused', reason), proofs, risk };
  }
  return {
    kind: 'fix',
    edits,
    templates,
    proofs,
    risk,
    blockers: blockersOf(risk, behaviours, plans),
    notes: [
      ...new Set([
        ...plans.flatMap(({ notes }) => notes),
        ...editNotes,
        ...(risk.update === 'replaces'
          ? alongside(dependentsOf(resource, code, cause.context), resource)
          : []),
        ...blastRadius(alsoChanged, resource),
      ]),
    ],
    rollback: plans.map(({ rollback }) => rollback).find((text) => text !== null) ?? null,
  };
}

/** Whether the configuration wants the same of these templates at another place. */
function agrees(
  { settingsAt }: Workshop,
  templates: readonly ConfiguredTemplate[],
  place: PlaceInCode,
): boolean {
  const there = settingsAt(place);
  return (
    there.enabled &&
    templates.every((one) => {
      const same = there.templates.find(({ template }) => template === one.template);
      return same !== undefined && isDeepStrictEqual(same.parameters, one.parameters);
    })
  );
}

function sameResource(
  code: Code,
  resource: ResourceInCode,
  { context }: RootCause,
): ResourceInCode | null {
  const all = code.resources({ types: [resource.type], context });
  return (
    all.find(({ root, address }) => root === resource.root && address === resource.address) ?? null
  );
}

function editsAgain(
  templates: readonly ConfiguredTemplate[],
  cause: RootCause,
  resource: ResourceInCode | null,
  code: Code,
): number {
  if (resource === null) return 0;
  const vulnerable = templates.filter(
    (configured) =>
      assess(configured.template, subjectOf(configured, cause, resource, code)).verdict ===
      'vulnerable',
  );
  const planned = planAll(vulnerable, cause, resource, code);
  return 'plans' in planned ? intentsOf(planned.plans).length : 0;
}

function none(outcome: NoFix['outcome'], reason: string): NoFix {
  return { kind: 'none', outcome, reason, proofs: [], risk: null };
}
