import type { Proof } from '../../model/outcome.ts';
import type { Attempt } from './attempt.ts';

/** What the update does to the running resource is known, and it does something. */
export function updateIsKnown({ behaviours }: Attempt): Proof {
  const name = 'update-known';
  const ignored = behaviours.find((behaviour) => behaviour.update === 'no-op');
  if (ignored !== undefined) {
    return { name, passed: false, detail: `a plan would ignore the edit: ${ignored.detail}` };
  }
  const unknown = behaviours.find((behaviour) => behaviour.update === 'unknown');
  if (unknown !== undefined) {
    return { name, passed: false, detail: `what the update does is not known: ${unknown.detail}` };
  }
  return { name, passed: true, detail: 'what the update does to the running resource is known' };
}
