import type { StoredFinding } from '../../store/findings.ts';
import type { NewOutcome } from '../../store/outcomes.ts';
import type { ExaminedCause } from '../follow-up/note-outcomes.ts';
import { fingerprint } from '../remediate/change.ts';

/** An outcome with the finding that it is of. */
export interface OutcomeOf extends NewOutcome {
  readonly of: StoredFinding;
}

/** What is to be followed up: findings with one root cause together, the others each for itself. */
export function examinedCauses(outcomes: readonly OutcomeOf[]): readonly ExaminedCause[] {
  const byCause = Map.groupBy(outcomes, (each) =>
    JSON.stringify([each.repository, causeOf(each) ?? each.of.key]),
  );
  return [...byCause.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        repository: first.repository,
        fingerprint: causeOf(first),
        findings: group.map(({ of }) => of.finding),
        outcome: first.outcome,
        codeSince: null,
      },
    ];
  });
}

function causeOf({ outcome: { template, location } }: NewOutcome): string | null {
  if (template === null || location === null) return null;
  return fingerprint(template, location.file, location.address);
}
