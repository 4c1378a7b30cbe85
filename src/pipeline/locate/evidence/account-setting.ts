import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';

/** Security Hub's type for findings about an account as a whole. */
export const accountType = 'AWS::::Account';

/** A setting of the account (default encryption, password policy) has no name: one block for account and region is it. */
export function accountSettingEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
): Claim | null {
  if (cloud.type !== accountType || !resource.cloudTypes.includes(accountType)) return null;
  return {
    resource,
    kind: 'account-setting',
    points: points.accountSetting,
    detail: 'it is the block that decides this setting of the account',
  };
}
