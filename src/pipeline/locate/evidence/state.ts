import { withoutInstanceKeys } from '../../../model/address.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';
import type { StateAnswer } from '../state/index.ts';

/** Terraform's state says which address made the resource; the code at hand says where that address is. */
export function stateEvidence(
  answers: readonly StateAnswer[],
  resource: ResourceInCode,
): Claim | null {
  const mine = answers.filter((candidate) => isSameAddress(candidate.address, resource));
  const said = mine.filter(({ isAlike }) => isAlike !== true);
  const best = said.length > 0 ? said : mine;
  const answer = best.find(({ part }) => part === null) ?? best[0];
  if (answer === undefined) return null;
  const part = answer.part === null ? '' : ` (as its ${answer.part})`;
  const moved = (resource.formerAddresses ?? []).includes(answer.address)
    ? ', which a moved block renamed'
    : '';
  if (answer.isAlike)
    return {
      resource,
      kind: 'state-alike',
      points: points.stateAlike,
      detail: `a Terraform state, most of whose addresses this root module makes, maps the resource to ${answer.address}${part}${moved}`,
    };
  return {
    resource,
    kind: 'state',
    points: answer.part === null ? points.state : points.statePart,
    detail: `the Terraform state maps the resource to ${answer.address}${part}${moved}`,
  };
}

/**
 * A state may be older than a `moved` block. Where the code's `count` or `for_each` is not known, its address
 * has no key, and any key fits.
 */
function isSameAddress(address: string, resource: ResourceInCode): boolean {
  const addresses = [resource.address, ...(resource.formerAddresses ?? [])];
  if (addresses.includes(address)) return true;
  if (resource.counted) return false;
  const wanted = withoutInstanceKeys(address);
  return addresses.some((one) => withoutInstanceKeys(one) === wanted);
}
