import { inertText } from '../../foundation/text.ts';
import {
  changeProposedIssue,
  openProposedIssue,
  type ProposedIssue,
  readProposedIssue,
} from '../../github/proposed-issue.ts';
import type { GitHubRepository } from '../../github/repository.ts';
import type { Owner } from '../../model/owner.ts';
import { type ChangeState, type StoredChange, saveChange } from '../../store/changes.ts';
import { appendEvents } from '../../store/events.ts';
import type { Services } from '../services.ts';
import { noteState } from './note-state.ts';
import { planOf } from './plan.ts';
import { changeNow, past, recordReason } from './record-delivery.ts';

const LABEL = 'sprinkler';

interface IssueWork {
  readonly owner: Owner;
  readonly change: StoredChange;
  readonly client: GitHubRepository;
  /** Whether nothing may be published. */
  readonly withheld: boolean;
}

/** What became of the issue; null where there is none and none is wanted. */
interface Kept {
  readonly issue: ProposedIssue | null;
  readonly state: ChangeState;
  readonly reason: string;
}

/**
 * In the mode `issue`: keeps one issue that proposes the change, and closes it when the code is right. One that a
 * person closed is declined, and stays closed.
 */
export async function keepIssueOf(services: Services, work: IssueWork): Promise<void> {
  const { owner, change, withheld } = work;
  if (withheld)
    return recordReason(services, owner, change, 'The repository is public: nothing is published.');
  await record(services, owner, change, await keep(work));
}

async function keep({ change, client }: IssueWork): Promise<Kept> {
  const plan = planOf(change);
  const words = plan.issue;
  const found = await readProposedIssue(client, LABEL, change.number, words);
  if (plan.finding === 'resolved' || plan.finding === 'excepted') {
    const isOpen = found !== null && found.closedAt === null;
    const issue = isOpen ? await changeProposedIssue(client, found, { state: 'closed' }) : found;
    const why = plan.finding === 'resolved' ? 'The code is right.' : 'The risk is accepted.';
    return { issue, state: 'closed', reason: why };
  }
  // What came back after we closed its issue is told anew.
  if (found === null || found.closedByApp)
    return proposed(await openProposedIssue(client, LABEL, words));
  if (found.closedAt !== null) {
    const person = found.closedBy === null ? 'Someone' : inertText(found.closedBy, 50);
    const reason = `${person} declined it by closing the issue #${found.number}.`;
    return { issue: found, state: 'declined', reason };
  }
  const isCurrent = found.title === words.title && found.body === words.body;
  return proposed(isCurrent ? found : await changeProposedIssue(client, found, words));
}

function proposed(issue: ProposedIssue): Kept {
  return { issue, state: 'open', reason: `Proposed in the issue #${issue.number}.` };
}

async function record(
  services: Services,
  owner: Owner,
  change: StoredChange,
  { issue, state, reason }: Kept,
): Promise<void> {
  const { repository } = change;
  const at = services.clock.now();
  await services.db.transaction().execute(async (transaction) => {
    const now = await changeNow(transaction, owner, change);
    if (now === null) return;
    const number = issue?.number ?? now.number;
    const after: StoredChange = {
      ...now,
      state,
      number,
      data: { ...planOf(now), attempted: true, reason },
      openedAt: issue === null ? now.openedAt : past(issue.openedAt, at),
      closedAt: state === 'open' ? null : past(issue?.closedAt ?? at, at),
      closedBy: state === 'declined' ? (issue?.closedBy ?? null) : null,
    };
    await saveChange(transaction, owner, after, at);
    if (state === now.state && number === now.number) return;
    const event = { at, kind: `change.${state}`, repository, change: now.id };
    await appendEvents(transaction, owner, [{ ...event, data: { number, reason } }]);
    // Write-back speaks of pull requests only.
    await noteState(services, transaction, owner, after);
  });
}
