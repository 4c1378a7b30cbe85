import { matchIssues } from '../github/issues.ts';
import { readRepository } from '../github/repository.ts';
import type { Owner } from '../model/owner.ts';
import { GONE, unmanagedIssues } from '../pipeline/deliver/unmanaged.ts';
import { unmanagedFindings } from '../store/outcomes.ts';
import { reportUnmanaged } from './kinds.ts';
import { isAllKnown } from './remediation/all-known.ts';
import { openRepository } from './repositories/open-repository.ts';
import type { Services } from './services.ts';

const LABEL = 'sprinkler-unmanaged';
/** The most severe come first; beyond that many, issues are no way to read them. */
const FINDINGS = 2_000;
const OPEN = 200;
/** GitHub wants content to be made slowly. */
const NEW_AT_ONCE = 20;
const PAUSE_SECONDS = 600;

/**
 * Keeps one issue for each resource that no code makes, in the private repository that the operator names for the
 * owner. In a public one nothing is written, whatever the store believes it to be.
 */
export async function reportUnmanagedOf(services: Services, owner: Owner): Promise<void> {
  const { db, queue, operator, log } = services;
  const repository = operator.owners.get(owner)?.unmanagedIssues;
  if (repository === undefined) return;
  // While not everything is known, what looks settled may not be. The run that follows asks again.
  if (!(await isAllKnown(services, owner))) return;
  const open = await openRepository(services, owner, repository, 'issues');
  if (open === null) {
    log.warn(
      { owner, repository },
      'the repository for unmanaged resources is not the app’s to see',
    );
    return;
  }
  if (!(await readRepository(open.client)).private) {
    log.warn(
      { owner, repository },
      'the repository for unmanaged resources is public: nothing is told',
    );
    return;
  }
  const wanted = unmanagedIssues(await unmanagedFindings(db, owner, FINDINGS));
  if (wanted.length > OPEN)
    log.warn({ owner, resources: wanted.length, told: OPEN }, 'more resources than issues');
  const options = { closing: GONE, most: NEW_AT_ONCE };
  const { left } = await matchIssues(open.client, LABEL, wanted.slice(0, OPEN), options);
  if (left > 0) await queue.enqueue(reportUnmanaged, { owner }, { delaySeconds: PAUSE_SECONDS });
}
