import { failed, ok, type Result } from '../../foundation/result.ts';
import type { Examination, Fault, Refusal, Scope, Work } from './scope.ts';

/** Nothing to do. */
export const noWork: Work = { intents: [], notes: [], overwrites: [] };

/** A requirement that holds. */
export function met(present: boolean): Examination {
  return { state: 'met', faults: [], present, mend: () => ok(noWork) };
}

/** A requirement that does not hold, and its repair. */
export function fails(
  faults: readonly Fault[],
  present: boolean,
  mend: () => Result<Work, Refusal>,
): Examination {
  return { state: 'failed', faults, present, mend };
}

/** A requirement of which the code does not tell whether it holds. Without a `mend`, mending is refused. */
export function unknown(
  fault: Fault,
  present: boolean,
  mend: () => Result<Work, Refusal> = () =>
    failed({ reason: `It cannot be told: ${fault.reason}.` }),
): Examination {
  return { state: 'unknown', faults: [fault], present, mend };
}

/** A fault at the scope's own place. */
export function fault(scope: Scope, reason: string, path = scope.base): Fault {
  return { reason, resource: scope.resource, path };
}

/** All of them must hold. One that is unknown and cannot be mended is left, with a note, when another one fails. */
export function allOf(examinations: readonly Examination[]): Examination {
  const open = examinations.filter((one) => one.state !== 'met');
  const worst = open.some((one) => one.state === 'failed') ? 'failed' : 'unknown';
  return {
    state: open.length === 0 ? 'met' : worst,
    faults: open.flatMap((one) => one.faults),
    present: examinations.some((one) => one.present),
    mend: () => mendAll(open, worst === 'failed'),
  };
}

function mendAll(open: readonly Examination[], leaveUnknowns: boolean): Result<Work, Refusal> {
  const works: Work[] = [];
  for (const one of open) {
    const work = one.mend();
    if (work.ok) works.push(work.value);
    else if (leaveUnknowns && one.state === 'unknown')
      works.push({
        ...noWork,
        notes: one.faults.map(
          (each) => `Left as it is, because it cannot be told: ${each.reason}.`,
        ),
      });
    else return work;
  }
  return ok(together(works));
}

/** Several pieces of work as one. */
export function together(works: readonly Work[]): Work {
  return {
    intents: works.flatMap((work) => work.intents),
    notes: [...new Set(works.flatMap((work) => work.notes))],
    overwrites: [...new Set(works.flatMap((work) => work.overwrites))],
  };
}
