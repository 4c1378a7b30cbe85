import type { Proof } from '../../model/outcome.ts';
import type { Attempt } from './attempt.ts';

/** A second application changes nothing. */
export function isIdempotent({ after, editsAgain }: Attempt): Proof {
  const name = 'idempotent';
  const edits = editsAgain(after);
  return edits === 0
    ? { name, passed: true, detail: 'applying the fix again changes nothing' }
    : { name, passed: false, detail: 'applying the fix again would change the code again' };
}
