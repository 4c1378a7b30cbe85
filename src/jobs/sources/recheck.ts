import type { FindingSource, OperatorOwner } from '../../config/operator/config.ts';
import type { Finding } from '../../model/finding.ts';
import { sourcesOf } from '../../store/evaluations.ts';
import { findingsByKey } from '../../store/findings.ts';
import { deferRechecks, findingsOfFollowUps, followUpsToRecheck } from '../../store/follow-ups.ts';
import { type RemediationKey, remediationName } from '../../store/remediation-key.ts';
import { type SourceContext, sourceName, sourcesOfKind } from './context.ts';
import { eachSource } from './each-source.ts';
import { noteSuccessors } from './note-successors.ts';
import { askConfigAgain } from './poll-config.ts';
import { askAgain } from './sweep-security-hub.ts';

const AT_ONCE = 200;
const HOUR = 3_600_000;

/** A remediation that waits for its sources, and its findings by key. */
interface Awaited {
  readonly remediation: RemediationKey;
  readonly findings: ReadonlyMap<string, Finding>;
}

/**
 * Asks the sources again for findings whose remediation waits for them: Security Hub by id, Config by
 * resource. What was sent to us is sent again by whoever sent it.
 */
export async function recheckFindings(
  context: SourceContext,
  owner: OperatorOwner,
  signal: AbortSignal,
): Promise<void> {
  const awaited = await takeDue(context, owner);
  const keys = awaited.flatMap(({ findings }) => [...findings.keys()]);
  const via = await sourcesOf(context.db, owner.owner, keys);
  const of = (source: FindingSource) =>
    awaited.flatMap(({ remediation, findings }): Awaited[] => {
      const own = [...findings].filter(([key]) => via.get(key) === sourceName(source));
      return own.length === 0 ? [] : [{ remediation, findings: new Map(own) }];
    });
  const findingsFor = (source: FindingSource) =>
    of(source).flatMap(({ findings }) => [...findings.values()]);
  const config = sourcesOfKind(owner, 'config').filter((each) => of(each).length > 0);
  await eachSource(context, owner, config, signal, (_, reading) =>
    askConfigAgain(context, reading, findingsFor(reading.source)),
  );
  const hubs = sourcesOfKind(owner, 'security-hub').filter((each) => of(each).length > 0);
  await eachSource(context, owner, hubs, signal, async (_, reading) => {
    await askAgain(context, reading, findingsFor(reading.source));
    for (const { remediation, findings } of of(reading.source))
      await noteSuccessors(context, reading, remediation, findings);
  });
}

/** What is due; asked again in an hour at the earliest, so that what cannot be asked does not stand in the way. */
async function takeDue(
  { db, clock }: SourceContext,
  { owner }: OperatorOwner,
): Promise<readonly Awaited[]> {
  const now = clock.now();
  const due = await followUpsToRecheck(db, owner, now, AT_ONCE);
  const links = await findingsOfFollowUps(db, owner, due);
  const keys = links.map(({ finding }) => finding);
  const stored = new Map(
    (await findingsByKey(db, owner, keys)).map(({ key, finding }) => [key, finding]),
  );
  await deferRechecks(db, owner, due, new Date(now.getTime() + HOUR));
  const byRemediation = Map.groupBy(links, remediationName);
  return due.map((remediation) => {
    const own = byRemediation.get(remediationName(remediation)) ?? [];
    const findings = own.flatMap(({ finding: key }): [string, Finding][] => {
      const finding = stored.get(key);
      return finding === undefined ? [] : [[key, finding]];
    });
    return { remediation, findings: new Map(findings) };
  });
}
