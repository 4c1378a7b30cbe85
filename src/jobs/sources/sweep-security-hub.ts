import { z } from 'zod';
import { findingsById } from '../../aws/security-hub/findings-by-id.ts';
import { openFailures } from '../../aws/security-hub/query.ts';
import { readFindings } from '../../aws/security-hub/read-findings.ts';
import type { SecurityHubSource } from '../../config/operator/config.ts';
import type { Finding } from '../../model/finding.ts';
import { cursorOf, saveCursor } from '../../store/cursors.ts';
import { unseenFailures } from '../../store/evaluations.ts';
import { findingKey } from '../../store/findings.ts';
import { type Reading, type SourceContext, sourceName } from './context.ts';
import { closeUnnamed, takeReport } from './take-report.ts';

const UNSEEN_AT_ONCE = 100;

const position = z.object({
  startedAt: z.coerce.date(),
  /** Null before the first page. */
  updatedTo: z.coerce.date().nullable(),
});
type Position = z.infer<typeof position>;

/**
 * Reads everything that is open, whatever its time: a person who changes a workflow status, and a
 * provider that writes an old time, move no `UpdatedAt`. Then asks by id for what was open here and was not named.
 * Cut off, it goes on from its last page.
 */
export async function sweepSecurityHub(
  context: SourceContext,
  reading: Reading<SecurityHubSource>,
): Promise<void> {
  const { owner, source, signal } = reading;
  const via = sourceName(source);
  const cursor = `sweep ${via}`;
  const now = context.clock.now();
  const known = position.safeParse(await cursorOf(context.db, owner.owner, cursor));
  let at: Position = known.success ? known.data : { startedAt: now, updatedTo: null };
  const query = { ...openFailures, products: source.products, severities: source.severities };
  const client = context.clients.securityHub(source);
  for await (const page of readFindings(client, query, { since: at.updatedTo, now, signal })) {
    at = { ...at, updatedTo: page.reached ?? at.updatedTo };
    const report = { Findings: page.findings };
    await takeReport(context, {
      owner,
      via,
      report,
      within: (transaction) => saveCursor(transaction, owner.owner, cursor, toJson(at), now),
    });
    if (signal.aborted) return;
  }
  await askForUnseen(context, reading, at.startedAt);
  if (!signal.aborted) await saveCursor(context.db, owner.owner, cursor, null, now);
}

/** What is asked for is seen, or gone: each turn leaves fewer. */
async function askForUnseen(
  context: SourceContext,
  reading: Reading<SecurityHubSource>,
  since: Date,
): Promise<void> {
  const { owner, source, signal } = reading;
  const via = sourceName(source);
  while (!signal.aborted) {
    const unseen = await unseenFailures(context.db, owner.owner, via, since, UNSEEN_AT_ONCE);
    if (unseen.length === 0) return;
    await askAgain(context, reading, unseen);
  }
}

/** Asks Security Hub for findings by their ids; those that it does not have are closed. */
export async function askAgain(
  context: SourceContext,
  { owner, source, signal }: Reading<SecurityHubSource>,
  findings: readonly Finding[],
): Promise<void> {
  const via = sourceName(source);
  const ids = findings.map(({ id }) => id);
  const answer = await findingsById(context.clients.securityHub(source), ids, signal);
  const read = await takeReport(context, { owner, via, report: { Findings: answer } });
  const named = new Set(read.map(({ source: from, id }) => findingKey(from, id)));
  await closeUnnamed(context, { owner, via }, findings, named);
}

function toJson({ startedAt, updatedTo }: Position) {
  return { startedAt: startedAt.toISOString(), updatedTo: updatedTo?.toISOString() ?? null };
}
