import { withoutInstanceKeys } from '../../../model/address.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';
import type { StateAnswer } from '../state/index.ts';

/** Terraform's state says which address made the resource; the code at hand says where that address is. */
export function stateEvidence(
  answers: readonly StateAnswer[],
  resource: ResourceInCode,
): Claim | null {
  const answer = answers.find((candidate) => isSameAddress(candidate.address, resource));
  if (answer === undefined) return null;
  const part = answer.part === null ? '' : ` (as its ${answer.part})`;
  return {
    resource,
    kind: 'state',
    points: points.state,
    detail: `the Terraform state maps the resource to ${answer.address}${part}`,
  };
}

/** Where the code's `count` or `for_each` is not known, its address has no key, and any key fits. */
function isSameAddress(address: string, resource: ResourceInCode): boolean {
  if (address === resource.address) return true;
  return (
    !resource.counted && withoutInstanceKeys(address) === withoutInstanceKeys(resource.address)
  );
}
