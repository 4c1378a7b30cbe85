import type { Clock } from '../foundation/clock.ts';
import type { Owner } from '../model/owner.ts';
import { reportInMarkdown } from '../pipeline/follow-up/clocks/words.ts';
import type { Database } from '../store/tables.ts';
import { readClocks } from './clocks.ts';

const PERIOD = 90 * 86_400_000;

/** The weekly issue's title and body: the clocks of an owner's last 90 days. The title is the same every week. */
export async function weeklyReport(
  db: Database,
  owner: Owner,
  clock: Clock,
): Promise<{ readonly title: string; readonly body: string }> {
  const now = clock.now();
  const report = await readClocks(db, owner, { since: new Date(now.getTime() - PERIOD), now });
  return { title: 'Cloud security findings: how long they take', body: reportInMarkdown(report) };
}
