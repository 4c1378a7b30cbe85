import type { Proof } from '../../model/outcome.ts';
import type { Attempt } from './attempt.ts';

/** The template finds every target vulnerable before the edit and compliant after it. */
export function predicateFlips({ before, after, targetVerdicts }: Attempt): Proof {
  const name = 'predicate-flips';
  const old = targetVerdicts(before);
  const now = targetVerdicts(after);
  if (old.length === 0 || !old.every((verdict) => verdict === 'vulnerable')) {
    return {
      name,
      passed: false,
      detail: `the code before the edit is ${worst(old)}, not vulnerable`,
    };
  }
  if (now.length === 0 || !now.every((verdict) => verdict === 'compliant')) {
    return {
      name,
      passed: false,
      detail: `the code after the edit is ${worst(now)}, not compliant`,
    };
  }
  return {
    name,
    passed: true,
    detail: 'the condition that makes the control fail was true before and is false after',
  };
}

function worst(verdicts: readonly string[]): string {
  return (
    verdicts.find((verdict) => verdict !== 'compliant') ?? verdicts[0] ?? 'without the resource'
  );
}
