import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';
import { isNamedInNetwork } from '../name-scope.ts';
import { parentInCode } from '../parent-in-code.ts';
import type { BlockAt } from './relation.ts';

/** People name the parts of a network after it: `shop-private-a` in the VPC `shop` is no name that every network has. */
export function networkNameEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
  blockAt: BlockAt,
): Claim | null {
  if (!isNamedInNetwork(cloud.type) || !resource.cloudTypes.includes(cloud.type ?? '')) return null;
  const name = nameTag(resource);
  if (name === null || name !== cloud.tags.Name) return null;
  const address = parentInCode(resource)?.reference?.address;
  const network = address === undefined ? null : blockAt(resource, address);
  const ofNetwork = network && nameTag(network);
  if (ofNetwork === null || !hasWords(name, ofNetwork)) return null;
  return {
    resource,
    kind: 'network-name',
    points: points.nameOfNetwork,
    detail: `its tag Name carries that of ${address}, to which the block belongs`,
  };
}

function nameTag({ tags }: ResourceInCode): string | null {
  const value = tags.entries.get('Name');
  return value?.kind === 'string' ? value.value : null;
}

/** `a-shop-b` has the words of `shop`; `workshop` has not. */
function hasWords(text: string, words: string): boolean {
  const wanted = spaced(words);
  return wanted !== ' ' && spaced(text).includes(wanted);
}

function spaced(text: string): string {
  return ` ${text} `.replace(/[^\p{L}\p{N}]+/gu, ' ');
}
