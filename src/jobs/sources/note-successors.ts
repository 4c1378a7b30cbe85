import { findingsAbout } from '../../aws/security-hub/findings-about.ts';
import type { SecurityHubSource } from '../../config/operator/config.ts';
import type { Finding } from '../../model/finding.ts';
import { follow } from '../../pipeline/follow-up/follow.ts';
import { isPutAway } from '../../pipeline/follow-up/situation.ts';
import { remainsOf } from '../../pipeline/follow-up/successors.ts';
import { readReport } from '../../pipeline/ingest/read-report.ts';
import { followUpEvents } from '../../store/follow-up-events.ts';
import type { RemediationKey } from '../../store/remediation-key.ts';
import { ORDINARY_PATIENCE } from '../follow-up/follow-up.ts';
import { noteEvent } from '../follow-up/note-event.ts';
import { fromStored } from '../follow-up/stored-event.ts';
import type { Reading, SourceContext } from './context.ts';

/**
 * Where a merged change replaced resources whose findings the source has put away: asks what stands in
 * their place, and notes it where the answer is clear. `findings`: those of the source, by key.
 */
export async function noteSuccessors(
  context: SourceContext,
  { owner: { owner }, source, signal }: Reading<SecurityHubSource>,
  remediation: RemediationKey,
  findings: ReadonlyMap<string, Finding>,
): Promise<void> {
  const { db, queue, clock, clients } = context;
  const now = clock.now();
  const events = (await followUpEvents(db, owner, [remediation])).flatMap(fromStored);
  const { situation } = follow(events, now, ORDINARY_PATIENCE);
  const { track, replaces, mergedAt } = situation;
  const isAwaited = track === 'merged' || track === 'applied';
  if (!isAwaited || !replaces || mergedAt === null) return;
  for (const [key, each] of situation.findings) {
    const finding = findings.get(key);
    const { account, region } = finding?.resource ?? {};
    if (!finding?.control || !account || !region || !isPutAway(each)) continue;
    const about = { control: finding.control, account, region, since: mergedAt, now };
    const Findings = await findingsAbout(clients.securityHub(source), about, signal);
    const others = readReport(JSON.stringify({ Findings })).findings;
    const { remains, at } = remainsOf(finding, others, mergedAt);
    if (remains === 'unknown') continue;
    const event = { kind: 'gone', at: at > now ? now : at, finding: key, remains } as const;
    const { repository, fingerprint } = remediation;
    await db
      .transaction()
      .execute((transaction) =>
        noteEvent({ queue, transaction }, owner, repository, [fingerprint], event, now),
      );
  }
}
