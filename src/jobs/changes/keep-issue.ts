import { closeIssue, keepIssue } from '../../github/issues.ts';
import type { GitHubRepository } from '../../github/repository.ts';
import type { Owner } from '../../model/owner.ts';
import { type StoredChange, saveChange } from '../../store/changes.ts';
import type { Services } from '../services.ts';
import { planOf } from './plan.ts';
import { recordReason } from './record-delivery.ts';

const LABEL = 'sprinkler';

interface IssueWork {
  readonly owner: Owner;
  readonly change: StoredChange;
  readonly client: GitHubRepository;
  /** Whether nothing may be published. */
  readonly withheld: boolean;
}

/** In the mode `issue`: keeps one issue that proposes the change, and closes it when the code is right. */
export async function keepIssueOf(
  services: Services,
  { owner, change, client, withheld }: IssueWork,
): Promise<void> {
  const plan = planOf(change);
  if (withheld)
    return recordReason(services, owner, change, 'The repository is public: nothing is published.');
  if (plan.finding === 'resolved' || plan.finding === 'excepted') {
    await closeIssue(client, LABEL, plan.issue.title);
    return save(services, owner, { ...change, state: 'closed' });
  }
  const { number } = await keepIssue(client, LABEL, plan.issue);
  const data = { ...plan, attempted: true, reason: `Proposed in the issue #${number}.` };
  await save(services, owner, { ...change, data, number, state: 'open' });
}

async function save(services: Services, owner: Owner, change: StoredChange): Promise<void> {
  const now = services.clock.now();
  const openedAt = change.openedAt ?? now;
  const closedAt = change.state === 'closed' ? now : null;
  await services.db
    .transaction()
    .execute((transaction) =>
      saveChange(transaction, owner, { ...change, openedAt, closedAt }, now),
    );
}
