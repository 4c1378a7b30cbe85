import type { Finding } from '../../model/finding.ts';
import type { FindingOutcome, OutcomeKind } from '../../model/outcome.ts';

/** The outcome of a finding for which no change was made. */
export function ended(
  finding: Pick<Finding, 'id' | 'source' | 'control' | 'resource'>,
  outcome: Exclude<OutcomeKind, 'fixed'>,
  reason: string,
): FindingOutcome {
  return {
    id: finding.id,
    source: finding.source,
    control: finding.control,
    resource: finding.resource.id,
    outcome,
    reason: sentence(reason),
    location: null,
    template: null,
    risk: null,
    proofs: [],
    change: null,
  };
}

/** `the bucket …` → `The bucket … .`; an address keeps its first letter. */
function sentence(text: string): string {
  const trimmed = text.trim();
  const isWord = /^[a-z]+[ ,]/.test(trimmed);
  const capital = isWord ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1) : trimmed;
  return /[.!?)]$/.test(capital) ? capital : `${capital}.`;
}
