import { z } from 'zod';
import { everyVerdict } from '../../aws/security-hub/query.ts';
import { readFindings } from '../../aws/security-hub/read-findings.ts';
import type { SecurityHubSource } from '../../config/operator/config.ts';
import { cursorOf, saveCursor } from '../../store/cursors.ts';
import { type Reading, type SourceContext, sourceName } from './context.ts';
import { takeReport } from './take-report.ts';

/** Findings may show up this much later than their `UpdatedAt` says, in milliseconds. */
const OVERLAP = 15 * 60_000;

const position = z.object({ updatedTo: z.coerce.date() });

/**
 * Reads what was updated since the last time. The mark moves in the transaction that stores the page
 * it stands for, so a crash anywhere repeats a page and skips none.
 */
export async function pollSecurityHub(
  context: SourceContext,
  { owner, source, signal }: Reading<SecurityHubSource>,
): Promise<void> {
  const via = sourceName(source);
  const cursor = `poll ${via}`;
  const now = context.clock.now();
  const known = position.safeParse(await cursorOf(context.db, owner.owner, cursor));
  let mark = known.success ? known.data.updatedTo : null;
  const query = { ...everyVerdict, products: source.products, severities: source.severities };
  const since = mark === null ? null : new Date(mark.getTime() - OVERLAP);
  const client = context.clients.securityHub(source);
  for await (const page of readFindings(client, query, { since, now, signal })) {
    // The overlap was read before: the mark never goes back.
    const reached =
      page.reached !== null && (mark === null || page.reached > mark) ? page.reached : null;
    await takeReport(context, {
      owner,
      via,
      report: { Findings: page.findings },
      within: async (transaction) => {
        if (reached === null) return;
        const at = { updatedTo: reached.toISOString() };
        await saveCursor(transaction, owner.owner, cursor, at, now);
      },
    });
    mark = reached ?? mark;
    if (signal.aborted) return;
  }
}
