import type { ResourceInCode } from '../../../model/resource.ts';
import { environmentOf } from '../../../model/root.ts';
import { type Claim, points } from '../claim.ts';

/** Root modules and templates that show or test code, and copies that a tool fetched: few are ever applied. */
const aside =
  /(^|\/)(examples?|samples?|tests?|testdata|fixtures|\.terraform|\.terragrunt-cache)\//i;

/** Speaks against code that is seldom applied: the real thing beside it leads, and a name alone is too little. */
export function asideEvidence(resource: ResourceInCode): Claim | null {
  const { directory } = environmentOf(resource.root);
  if (!aside.test(`${directory}/`)) return null;
  return {
    resource,
    kind: 'aside',
    points: points.asideCode,
    detail: `${directory} looks like an example, a test or a copy, which is seldom applied`,
  };
}
