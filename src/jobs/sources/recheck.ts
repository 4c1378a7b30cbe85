import type { OperatorOwner } from '../../config/operator/config.ts';
import { sourcesOf } from '../../store/evaluations.ts';
import { findingsByKey } from '../../store/findings.ts';
import { deferRecheck, findingsOfFollowUp, followUpsToRecheck } from '../../store/follow-ups.ts';
import { type SourceContext, sourceName, sourcesOfKind } from './context.ts';
import { askAgain } from './sweep-security-hub.ts';

const AT_ONCE = 200;
const HOUR = 3_600_000;

/**
 * Asks Security Hub again for findings whose remediation waits for it. Config is read as a whole every
 * hour, and what was sent to us is sent again by whoever sent it: neither is asked here.
 */
export async function recheckFindings(
  context: SourceContext,
  owner: OperatorOwner,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock } = context;
  const now = clock.now();
  const due = await followUpsToRecheck(db, owner.owner, now, AT_ONCE);
  const keys = new Set<string>();
  for (const remediation of due) {
    for (const key of await findingsOfFollowUp(db, owner.owner, remediation)) keys.add(key);
    await deferRecheck(db, owner.owner, remediation, new Date(now.getTime() + HOUR));
  }
  const stored = await findingsByKey(db, owner.owner, [...keys]);
  const via = await sourcesOf(db, owner.owner, [...keys]);
  for (const source of sourcesOfKind(owner, 'security-hub')) {
    const name = sourceName(source);
    const findings = stored
      .filter(({ key }) => via.get(key) === name)
      .map(({ finding }) => finding);
    if (findings.length > 0) await askAgain(context, { owner, source, signal }, findings);
  }
}
