import { isDeepStrictEqual } from 'node:util';
import { editedTree } from '../../model/edited-tree.ts';
import type { Code } from '../../model/language.ts';
import type { OutcomeKind, Proof, Risk } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { rootName } from '../../model/root.ts';
import type { TextEdit } from '../../model/source.ts';
import { assess, type FixPlan, typesRead } from '../../pipeline/fix/index.ts';
import { verify } from '../../pipeline/verify/verify.ts';
import { allowsPath } from './allowed-paths.ts';
import { alongside, blastRadius } from './blast-radius.ts';
import { dependentsOf } from './dependents.ts';
import type { ConfiguredTemplate, PlaceInCode } from './place-settings.ts';
import { intentsOf, planAll, sameResource, subjectOf } from './plan-all.ts';
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

/** What a fix is about: a resource, or the place beside which one is added. */
export interface Target {
  readonly resource: ResourceInCode;
  /** The resource that must be right, in the code given. */
  readonly find: (code: Code) => ResourceInCode | null;
  /** What it means that there is none. */
  readonly whenGone: 'compliant' | 'vulnerable';
}

/** Makes the edits of plans and puts them through every proof. */
export async function carryOut(
  workshop: Workshop,
  code: Code,
  cause: RootCause,
  target: Target,
  templates: readonly ConfiguredTemplate[],
  plans: readonly FixPlan[],
): Promise<ProvenFix | NoFix> {
  const edited = code.edit(intentsOf(plans), cause.context);
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
  return prove(workshop, code, cause, target, templates, plans, edits, notes);
}

async function prove(
  workshop: Workshop,
  code: Code,
  cause: RootCause,
  { resource, find, whenGone }: Target,
  templates: readonly ConfiguredTemplate[],
  plans: readonly FixPlan[],
  edits: readonly TextEdit[],
  editNotes: readonly string[],
): Promise<ProvenFix | NoFix> {
  const language = languageOf(workshop, resource.language);
  const behaviours = behavioursOf(language, plans);
  const after = code.with(editedTree(code.tree, edits));
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
        const found = find(now);
        return found === null
          ? { verdict: whenGone, reason: `${resource.address} is not in the code.` }
          : assess(configured.template, subjectOf(configured, cause, found, now));
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
    verdicts: (now, roots) =>
      verdictsOf(workshop, language.id, now, roots, cause.context, cause.missing?.type ?? null),
    editsAgain: (now) => editsAgain(templates, cause, find(now), now),
  });
  const risk = riskOf(behaviours, plans);
  const failedProof = proofs.find(({ passed }) => !passed);
  if (failedProof !== undefined) {
    return { ...none('unproven', `${failedProof.name}: ${failedProof.detail}`), proofs, risk };
  }
  const other = changedRoots.find(
    (root) => root !== resource.root && !agrees(workshop, templates, { ...resource, root }),
  );
  if (other !== undefined) {
    const reason = `the same code also makes ${rootName(other)}, for which the configuration wants something else: keep the two apart in code, or give them the same settings`;
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
  return planned.ok ? intentsOf(planned.value).length : 0;
}

/** No fix, before anything was proven. */
export function none(outcome: NoFix['outcome'], reason: string): NoFix {
  return { kind: 'none', outcome, reason, proofs: [], risk: null };
}
