import type { Proof, Verdict } from '../../model/outcome.ts';
import type { Attempt, TargetVerdict } from './attempt.ts';

/** The template finds every target vulnerable before the edit and compliant after it. */
export function predicateFlips({ before, after, targetVerdicts }: Attempt): Proof {
  const name = 'predicate-flips';
  const old = targetVerdicts(before);
  const now = targetVerdicts(after);
  const wrongBefore = unlike(old, 'vulnerable');
  if (wrongBefore !== null)
    return { name, passed: false, detail: `before the edit the code ${wrongBefore}` };
  const wrongAfter = unlike(now, 'compliant');
  if (wrongAfter !== null)
    return { name, passed: false, detail: `after the edit the code ${wrongAfter}` };
  return {
    name,
    passed: true,
    detail: 'the condition that makes the control fail was true before and is false after',
  };
}

/** What the first verdict says that is not as wanted; null when all are. */
function unlike(verdicts: readonly TargetVerdict[], wanted: Verdict): string | null {
  if (verdicts.length === 0) return 'does not have the resource';
  const other = verdicts.find(({ verdict }) => verdict !== wanted);
  return other === undefined ? null : `is ${other.verdict}, not ${wanted}: ${other.reason}`;
}
