import { keepIssue } from '../github/issues.ts';
import type { Owner } from '../model/owner.ts';
import { reportInMarkdown } from '../pipeline/follow-up/clocks/words.ts';
import { readClocks } from './clocks.ts';
import { openRepository } from './repositories/open-repository.ts';
import type { Services } from './services.ts';

const PERIOD = 90 * 86_400_000;
const LABEL = 'sprinkler';
/** The same every week: one issue, brought up to date. */
const TITLE = 'Cloud security findings: how long they take';

/**
 * Brings the owner's weekly issue up to date: the clocks of the last 90 days, in the repository that the
 * operator names. It tells of all of the owner's repositories, so it is written to a private one only.
 */
export async function weeklyIssueOf(services: Services, owner: Owner): Promise<void> {
  const { db, clock, operator, log } = services;
  const repository = operator.owners.get(owner)?.weeklyIssue;
  if (repository === undefined) return;
  const open = await openRepository(services, owner, repository, 'issues');
  if (open === null || open.stored.visibility === 'public') {
    const reason = open === null ? 'the app is not installed there' : 'it is public';
    log.warn({ owner, repository, reason }, 'the weekly issue is not written');
    return;
  }
  const now = clock.now();
  const report = await readClocks(db, owner, { since: new Date(now.getTime() - PERIOD), now });
  await keepIssue(open.client, LABEL, { title: TITLE, body: reportInMarkdown(report) });
}
