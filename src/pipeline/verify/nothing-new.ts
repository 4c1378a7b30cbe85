import type { Proof } from '../../model/outcome.ts';
import { type Attempt, touchedRoots } from './attempt.ts';

/** No template's condition became true anywhere in what was touched: mending one thing broke no other. */
export function nothingNewIsWrong(attempt: Attempt): Proof {
  const name = 'nothing-new';
  const roots = touchedRoots(attempt);
  const old = attempt.verdicts(attempt.before, roots);
  const now = attempt.verdicts(attempt.after, roots);
  const worse = [...now].find(
    ([key, verdict]) => verdict === 'vulnerable' && old.get(key) !== 'vulnerable',
  );
  if (worse !== undefined) {
    return { name, passed: false, detail: `${worse[0]} would newly fail` };
  }
  return { name, passed: true, detail: 'no other template newly fails in the touched code' };
}
