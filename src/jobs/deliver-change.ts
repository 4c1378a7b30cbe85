import { deliverChange as deliverAtGitHub } from '../github/deliver-change.ts';
import type { Delivery } from '../github/delivery.ts';
import { readHead, readRepository } from '../github/repository.ts';
import type { ExistingPullRequest } from '../model/pull-request.ts';
import { decide } from '../pipeline/deliver/decide.ts';
import { type DeliveryCounts, limitReached } from '../pipeline/deliver/limits.ts';
import { changesOf, countChanges, type StoredChange } from '../store/changes.ts';
import { findBase } from './changes/find-base.ts';
import { keepIssueOf } from './changes/keep-issue.ts';
import { type Plan, planOf } from './changes/plan.ts';
import { recordDelivery, recordReason } from './changes/record-delivery.ts';
import { repositoryConfig } from './changes/repository-config.ts';
import { type DeliverChange, reconcileRepository, refreshIndex, repositoryKey } from './kinds.ts';
import { openRepository } from './repositories/open-repository.ts';
import type { Services } from './services.ts';

const HOUR = 3_600_000;
/** How long a change waits for a limit before it is looked at again, in seconds. */
const LIMIT_PAUSE = 300;
/** The first one also marks that a pull request is finished. */
const LABELS = ['sprinkler'] as const;

/**
 * Brings the pull request, or issue, of a change to where it should be. It may be repeated at any time
 * and after a crash between any two steps. One runs per repository, so limits are kept to the number.
 */
export async function deliverChangeOf(services: Services, job: DeliverChange): Promise<void> {
  const { db, queue } = services;
  const { owner, repository } = job;
  const [change] = await changesOf(db, owner, repository, { id: job.change });
  if (change === undefined) return;
  const plan = planOf(change);
  const { config, problem } = await repositoryConfig(db, owner, repository);
  if (config.mode === 'observe')
    return recordReason(services, owner, change, problem ?? 'The repository is only observed.');
  const counts = await countsOf(services, job, change);
  const limit = limitReached(config.limits, counts);
  if (
    limit !== null &&
    change.state === 'planned' &&
    !plan.attempted &&
    plan.finding === 'failing'
  ) {
    const payload = { owner, repository };
    const key = `${repositoryKey(payload)} within limits`;
    await queue.enqueue(reconcileRepository, payload, { key, delaySeconds: LIMIT_PAUSE });
    return recordReason(services, owner, change, limit);
  }
  // A pull request from before the mode was changed stays what the change is followed by.
  const asIssue = config.mode === 'issue' && change.head === null;
  const access = asIssue ? 'issues' : 'deliver';
  const open = await openRepository(services, owner, repository, access);
  if (open === null) return;
  const facts = await readRepository(open.client);
  if (facts.archived) return recordReason(services, owner, change, 'The repository is archived.');
  const withheld = !facts.private && !config.publishOnPublicRepository;
  if (asIssue) return keepIssueOf(services, { owner, change, client: open.client, withheld });
  const head = await readHead(open.client, facts.defaultBranch);
  const base = head === null ? null : await findBase(open.client, head, plan);
  if (base === null) {
    // The files are not what the change was worked out on: the refreshed index brings another plan.
    const payload = { owner, repository };
    await queue.enqueue(refreshIndex, payload, { key: repositoryKey(payload) });
    return recordReason(
      services,
      owner,
      change,
      'The code has changed since; it is looked at again.',
    );
  }
  await recordReason(services, owner, change, null);
  const seen: { existing: ExistingPullRequest | null } = { existing: null };
  const delivery = deliveryOf(change, plan, facts.defaultBranch, base);
  const delivered = await deliverAtGitHub(open.client, delivery, (existing) => {
    seen.existing = existing;
    const { mode, limits } = config;
    const { finding } = plan;
    return decide({ mode, withheld, finding, pullRequest: existing, limits, counts });
  });
  await recordDelivery(services, owner, change, delivered, seen.existing);
}

async function countsOf(
  { db, clock }: Services,
  { owner, repository }: DeliverChange,
  change: StoredChange,
): Promise<DeliveryCounts> {
  const since = new Date(clock.now().getTime() - HOUR);
  const { open, openedSince } = await countChanges(db, owner, repository, since);
  // What is asked for is room for this one: it does not stand in its own way.
  return { open: open - (change.state === 'open' ? 1 : 0), openedLastHour: openedSince };
}

function deliveryOf(
  change: StoredChange,
  { files, edits, text, previous, draft, reviewers }: Plan,
  baseBranch: string,
  base: Delivery['base'],
): Delivery {
  return {
    branch: change.branch,
    baseBranch,
    base,
    files: files.map(({ path, mode, text: content }) => ({ path, mode, text: content })),
    text,
    previous,
    editsCurrent: !previous?.edits || previous.edits === edits,
    draft,
    labels: LABELS,
    reviewers,
  };
}
