import type { Language, UpdateBehaviour } from '../../model/language.ts';
import type { Risk } from '../../model/outcome.ts';
import type { FixPlan } from '../../pipeline/fix/index.ts';

/**
 * What each write does to a resource that exists. Adding a resource changes none. What a plan would ignore alone
 * takes effect with the rest where the resource is made anew.
 */
export function behavioursOf(
  language: Language,
  plans: readonly FixPlan[],
): readonly UpdateBehaviour[] {
  const found = plans
    .flatMap(({ writes }) => writes)
    .flatMap(({ resource, path, removal, value }) =>
      resource === null
        ? []
        : [{ resource, behaviour: language.updateBehaviour(resource, path, removal, value) }],
    );
  const replaced = new Set(
    found
      .filter(({ behaviour }) => behaviour.update === 'replaces')
      .map(({ resource }) => resource),
  );
  return found
    .filter(({ resource, behaviour }) => behaviour.update !== 'no-op' || !replaced.has(resource))
    .map(({ behaviour }) => behaviour);
}

/** Worst first. */
const order: readonly Risk['update'][] = [
  'update-fails',
  'replaces',
  'conditional',
  'unknown',
  'restart',
  'in-place',
];

/** The worst of what the writes do, with what the templates say of the risk. */
export function riskOf(behaviours: readonly UpdateBehaviour[], plans: readonly FixPlan[]): Risk {
  const updates = new Set(behaviours.map(({ update }) => update));
  const losses = new Set(behaviours.map(({ dataLoss }) => dataLoss));
  return {
    update: order.find((update) => updates.has(update)) ?? 'in-place',
    dataLoss: losses.has(true) ? true : losses.has(null) ? null : false,
    notes: [...new Set(plans.flatMap(({ risks }) => risks))],
  };
}

/** Why a person must act before merging, one sentence each; empty when the change is ready. */
export function blockersOf(
  risk: Risk,
  behaviours: readonly UpdateBehaviour[],
  plans: readonly FixPlan[],
): readonly string[] {
  const worst = behaviours.filter(({ update }) => update === risk.update);
  const startsEmpty = behaviours.some((behaviour) => behaviour.startsEmpty);
  const details = [...new Set(worst.map(({ detail }) => detail))].join('; ');
  return [
    ...updateBlockers(risk, startsEmpty, details),
    ...new Set(plans.flatMap(({ overwrites }) => overwrites)),
  ];
}

function updateBlockers(
  { update, dataLoss }: Risk,
  startsEmpty: boolean,
  details: string,
): string[] {
  const isHarmless = dataLoss === false && !startsEmpty;
  switch (update) {
    case 'update-fails':
      return [`Applying it as it is would fail: ${details}.`];
    case 'replaces':
      if (isHarmless) return [];
      return startsEmpty
        ? [`Applying it replaces the resource, and the new one starts empty: ${details}.`]
        : [`Applying it replaces the resource and its data: ${details}.`];
    case 'conditional':
      return isHarmless ? [] : [`Applying it may replace the resource: ${details}.`];
    case 'unknown':
      return [`What applying it does is not known: ${details}.`];
    case 'restart':
    case 'in-place':
      return [];
  }
}
