import type { Finding, Severity } from '../../model/finding.ts';
import type { Priority } from '../../model/outcome.ts';

const bySeverity: Readonly<Record<Severity, number>> = {
  CRITICAL: 1,
  HIGH: 2,
  MEDIUM: 3,
  LOW: 4,
  INFORMATIONAL: 4,
};

/** Controls that fail only when something can be reached by anyone now, not when a safeguard is missing. */
const exposed = new Set([
  'EC2.1',
  'EC2.13',
  'EC2.14',
  'EC2.18',
  'EC2.19',
  'EC2.53',
  'EC2.54',
  'KMS.5',
  'Lambda.1',
  'RDS.1',
  'RDS.2',
  'Redshift.1',
  'S3.2',
  'S3.3',
  'SNS.4',
  'SQS.3',
]);

const environmentTags = new Set(['env', 'environment', 'stage']);
const trialEnvironments = new Set(['dev', 'development', 'sandbox', 'test', 'testing']);

/**
 * How urgent a finding is: its severity (critical P1, high P2, medium P3, else P4), one step more when
 * the resource is open to anyone, one step less when its environment tag says that it is for trying out.
 */
export function prioritise({ severity, control, resource }: Finding): Priority {
  const open = control !== null && exposed.has(control) ? 1 : 0;
  const trial = isTrial(resource.tags) ? 1 : 0;
  return priorities[Math.min(Math.max(bySeverity[severity] - open + trial, 1), 4) - 1] ?? 'P4';
}

const priorities: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];

function isTrial(tags: Readonly<Record<string, string>>): boolean {
  return Object.entries(tags).some(
    ([key, value]) =>
      environmentTags.has(key.toLowerCase()) && trialEnvironments.has(value.toLowerCase()),
  );
}
