import { withoutInstanceKeys } from '../../../model/address.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';
import type { StateAnswer } from '../state/index.ts';

/** The addresses that a root module makes, without instance keys. */
export type RootAddresses = (resource: ResourceInCode) => ReadonlySet<string>;

/**
 * An address may stand in several root modules; a state belongs to one. The root that makes more of the state's
 * addresses than any other is it.
 */
export function stateRootEvidence(
  answersOf: (resource: ResourceInCode) => readonly StateAnswer[],
  resources: readonly ResourceInCode[],
  addressesOf: RootAddresses,
): Claim | null {
  const named = resources.flatMap((resource) => {
    const answer = answersOf(resource).find(
      ({ address }) => withoutInstanceKeys(address) === withoutInstanceKeys(resource.address),
    );
    return answer === undefined
      ? []
      : [{ resource, covered: covered(answer.beside, addressesOf(resource)) }];
  });
  const [best, second] = named.sort((a, b) => b.covered - a.covered);
  if (best === undefined || second === undefined || best.covered === second.covered) return null;
  return {
    resource: best.resource,
    kind: 'state-root',
    points: points.stateRoot,
    detail: `${best.covered} addresses of that state are made by this root module, at most ${second.covered} by another`,
  };
}

function covered(state: ReadonlySet<string>, root: ReadonlySet<string>): number {
  return [...state].filter((address) => root.has(address)).length;
}
