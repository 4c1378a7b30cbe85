import type { Finding } from '../../model/finding.ts';
import type { FindingOutcome } from '../../model/outcome.ts';
import { type Template, templatesFor } from '../../pipeline/fix/index.ts';
import { ended } from './outcome.ts';

/** The outcome of a finding for which no code has to be looked at; null for all others. */
export function screenFinding(
  templates: readonly Template[],
  finding: Finding,
): FindingOutcome | null {
  if (finding.status !== 'failed' || !finding.active)
    return ended(finding, 'not-failing', notFailing(finding));
  if (templatesFor(templates, finding).length === 0)
    return ended(finding, 'no-template', noTemplate(finding));
  return null;
}

function notFailing(finding: Finding): string {
  return finding.active
    ? `the source reports it as ${finding.status}, not as failed.`
    : 'the source has closed it: archived, suppressed or resolved.';
}

function noTemplate(finding: Finding): string {
  const name = finding.control ?? finding.checks[0]?.id ?? 'this check';
  return `no fix template answers ${name}; \`sprinkler templates list\` shows those there are.`;
}
