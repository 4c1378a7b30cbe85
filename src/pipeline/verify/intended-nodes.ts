import type { Proof } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { type Attempt, touchedRoots } from './attempt.ts';
import { sameValue } from './same-value.ts';

/** What evaluating the code before and after the edit shows. */
export interface Comparison {
  readonly proof: Proof;
  /** Other resources that the edit changes too, because they share the place. */
  readonly alsoChanged: readonly ResourceInCode[];
  /** The roots in which something changes. */
  readonly changedRoots: readonly string[];
}

/** Only the intended resources changed, and those of the same types that share the edited place. */
export function onlyIntendedChanged(attempt: Attempt): Comparison {
  const name = 'intended-nodes';
  const changed = touchedRoots(attempt).flatMap((root) => changedIn(attempt, root));
  const changedRoots = [...new Set(changed.map(({ root }) => root))];
  const fails = (detail: string, alsoChanged: readonly ResourceInCode[] = []): Comparison => ({
    proof: { name, passed: false, detail },
    alsoChanged,
    changedRoots,
  });
  if (changed.length === 0)
    return fails('no evaluated resource changes: the edit would have no effect');
  const failing = changed.find(({ failedCondition }) => failedCondition !== undefined);
  if (failing !== undefined)
    return fails(
      `the ${failing.failedCondition} of ${failing.address} does not hold after the edit`,
    );
  const foreign = changed.find((resource) => !attempt.types.includes(resource.type));
  if (foreign !== undefined)
    return fails(
      `${foreign.address} (${foreign.path}:${foreign.line}) would change too, though the fix is not about it`,
    );
  const alsoChanged = changed.filter((resource) => !isIntended(attempt, resource));
  const owners = changed.flatMap((resource) => ownersOf(attempt, resource));
  const harmed = attempt.wereCompliant([...alsoChanged, ...owners])[0];
  if (harmed !== undefined)
    return fails(`${harmed.address} would change too, though it is right as it is`, alsoChanged);
  const proof = { name, passed: true, detail: detailOf(alsoChanged) };
  return { proof, alsoChanged, changedRoots };
}

function detailOf(alsoChanged: readonly ResourceInCode[]): string {
  if (alsoChanged.length === 0) return 'only the intended resource changes';
  const named = alsoChanged.slice(0, 3).map((resource) => resource.address);
  const rest = alsoChanged.length > 3 ? ` and ${alsoChanged.length - 3} more` : '';
  return `the same place also decides ${named.join(', ')}${rest}`;
}

/** A target itself, or what was added for it. */
function isIntended({ before, context, targets }: Attempt, resource: ResourceInCode): boolean {
  if (
    targets.some((target) => target.address === resource.address && target.root === resource.root)
  )
    return true;
  const known = before
    .rootResources(resource.root, context)
    .find((other) => other.address === resource.address);
  return known === undefined || !isTargetType(targets, resource);
}

/** What the edit adds a resource for, where it is added: an argument of the new one refers to it. The targets are meant. */
function ownersOf(
  { before, context, targets }: Attempt,
  { root, address, properties }: ResourceInCode,
): readonly ResourceInCode[] {
  const known = before.rootResources(root, context);
  if (known.some((other) => other.address === address)) return [];
  const named = new Set([...properties.entries.values()].map((each) => each.reference?.address));
  return known.filter(
    (other) =>
      named.has(other.address) &&
      !targets.some((target) => target.address === other.address && target.root === root),
  );
}

function isTargetType(targets: readonly ResourceInCode[], resource: ResourceInCode): boolean {
  return targets.some((target) => target.type === resource.type);
}

function changedIn({ before, after, context }: Attempt, root: string): ResourceInCode[] {
  const old = new Map(
    before.rootResources(root, context).map((resource) => [resource.address, resource]),
  );
  const now = new Map(
    after.rootResources(root, context).map((resource) => [resource.address, resource]),
  );
  const gone = [...old.values()].filter((resource) => !now.has(resource.address));
  const different = [...now.values()].filter((resource) => {
    const previous = old.get(resource.address);
    return (
      previous === undefined ||
      previous.failedCondition !== resource.failedCondition ||
      !sameValue(previous.properties, resource.properties)
    );
  });
  return [...gone, ...different];
}
