import { controlById } from '../../model/controls.ts';
import type { Finding } from '../../model/finding.ts';

/**
 * The requirements behind a finding's control, from our own data: CIS recommendations, newest benchmark
 * first, then NIST's, spelt as Security Hub spells them.
 */
export function requirements({ control }: Pick<Finding, 'control'>): readonly string[] {
  const known = control === null ? null : controlById(control);
  if (known === null) return [];
  return [
    ...known.cis
      .map(
        ([version, recommendation]) =>
          `CIS AWS Foundations Benchmark v${version} ${recommendation}`,
      )
      .reverse(),
    ...known.nist.map((requirement) => `NIST.800-53.r5 ${requirement}`),
  ];
}
