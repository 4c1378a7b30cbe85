import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';
import { matchValue } from '../match-value.ts';

/** Services without regions: the region of such a finding is where the scanner looked from. */
const global = /^AWS::(IAM|CloudFront|Route53|Organizations|WAF)::/;

/** Whether the region of a finding says where its resource is. */
export function isRegional({ region, type }: CloudResource): boolean {
  return region !== null && !global.test(type ?? '');
}

/** What provider blocks and the resource itself say about account and region: they exclude, or break ties. */
export function placementEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
): Claim | null | 'excluded' {
  const { accounts, region, label } = resource.placement;
  if (cloud.account !== null && accounts !== null && !accounts.includes(cloud.account)) {
    return 'excluded';
  }
  const sameAccount = accounts !== null && cloud.account !== null;
  const match = isRegional(cloud)
    ? matchValue(region, cloud.region ?? '')
    : { kind: 'open' as const };
  if (match.kind === 'differs') return 'excluded';
  const agreed = [
    ...(sameAccount ? ['account'] : []),
    ...(match.kind === 'equal' ? ['region'] : []),
  ];
  if (agreed.length === 0) return null;
  return {
    resource,
    kind: 'placement',
    points: points.placement * agreed.length,
    detail: `its ${agreed.join(' and ')} ${agreed.length === 1 ? 'agrees' : 'agree'} with ${label}`,
  };
}
