import { controlById } from '../../model/controls.ts';
import type { Finding } from '../../model/finding.ts';

/** Something that a finding refers to, and its page where there is a public one. */
export interface Reference {
  readonly label: string;
  readonly url: string | null;
}

const USER_GUIDE = 'https://docs.aws.amazon.com/securityhub/latest/userguide';
const CIS = 'https://www.cisecurity.org/benchmark/amazon_web_services';
const NIST = 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final';

/**
 * The control's page, the CIS recommendations (newest benchmark first) and the NIST requirements behind a
 * finding, from our own data. Nothing in it comes from the finding but the control's id.
 */
export function references({ control }: Finding): readonly Reference[] {
  const known = control === null ? null : controlById(control);
  if (known === null) return [];
  const [service = '', number = ''] = known.id.toLowerCase().split('.');
  return [
    {
      label: `Security Hub ${known.id}`,
      url: `${USER_GUIDE}/${service}-controls.html#${service}-${number}`,
    },
    ...known.cis
      .map(([version, recommendation]) => ({
        label: `CIS AWS Foundations Benchmark v${version} ${recommendation}`,
        url: CIS,
      }))
      .reverse(),
    ...known.nist.map((requirement) => ({
      label: `NIST SP 800-53 Rev. 5 ${requirement}`,
      url: NIST,
    })),
  ];
}
