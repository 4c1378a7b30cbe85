import { isDeepStrictEqual } from 'node:util';
import { withoutSecrets } from '../../foundation/log.ts';
import type { Owner } from '../../model/owner.ts';
import { branchName } from '../../pipeline/deliver/names.ts';
import { changesOf, type StoredChange, saveChange } from '../../store/changes.ts';
import { appendEvents } from '../../store/events.ts';
import type { StoredFinding } from '../../store/findings.ts';
import { recordOutcomes } from '../../store/outcomes.ts';
import { holdOwner } from '../../store/owners.ts';
import { holdIndexedCommits } from '../../store/repositories.ts';
import type { Database } from '../../store/tables.ts';
import { planOf } from '../changes/plan.ts';
import { noteOutcomes } from '../follow-up/note-outcomes.ts';
import { deliverChange, reportUnmanaged, repositoryKey } from '../kinds.ts';
import type { Services } from '../services.ts';
import { examinedCauses, type OutcomeOf } from './examined-causes.ts';
import { statesMark } from './owner-states.ts';
import type { PlannedChange, RepositoryRemediation } from './repository.ts';
import type { Ended } from './sort-by-repository.ts';

/** All that one run came to. */
export interface RunResult {
  /** The commits of the code that it was worked out on, by repository. */
  readonly commits: ReadonlyMap<string, string | null>;
  /** What was known of the owner's Terraform states. */
  readonly statesMark: string;
  readonly ended: ReadonlyMap<StoredFinding, Ended>;
  readonly repositories: readonly RepositoryRemediation[];
}

/**
 * Records outcomes and changes, and enqueues the changes' delivery, in one transaction. False, and
 * nothing is recorded, when the code or a state is not what it was or the owner has gone.
 */
export async function recordRemediation(
  services: Services,
  owner: Owner,
  run: RunResult,
): Promise<boolean> {
  const outcomes = outcomesOf(run);
  const recorded = await services.db.transaction().execute(async (transaction) => {
    const commits = await holdIndexedCommits(transaction, owner);
    const isSame =
      commits.size === run.commits.size &&
      [...commits].every(([name, commit]) => run.commits.get(name) === commit);
    if (!isSame || !(await holdOwner(transaction, owner))) return false;
    if ((await statesMark(transaction, owner)) !== run.statesMark) return false;
    await recordOutcomes(transaction, owner, outcomes, services.clock.now());
    const noting = { queue: services.queue, transaction };
    await noteOutcomes(noting, owner, examinedCauses(outcomes), services.clock.now());
    for (const repository of run.repositories)
      await recordRepository(services, transaction, owner, repository);
    if (services.operator.owners.get(owner)?.unmanagedIssues !== undefined)
      await services.queue.enqueue(reportUnmanaged, { owner }, { transaction });
    return true;
  });
  if (recorded) for (const { outcome } of outcomes) services.metrics.outcome(outcome.outcome);
  return recorded;
}

function outcomesOf({ ended, repositories }: RunResult): readonly OutcomeOf[] {
  const before = [...ended].map(([of, { outcome, repository }]) => ({ of, repository, outcome }));
  const worked = repositories.flatMap(({ name, outcomes }) =>
    [...outcomes].map(([of, outcome]) => ({ of, repository: name, outcome })),
  );
  return [...before, ...worked];
}

async function recordRepository(
  { queue, clock, log }: Services,
  transaction: Database,
  owner: Owner,
  { name, known, changes }: RepositoryRemediation,
): Promise<void> {
  const now = clock.now();
  if (known.problem !== null) {
    const problem = withoutSecrets(known.problem);
    log.warn({ owner, repository: name, problem }, 'the configuration is invalid');
    const event = { at: now, kind: 'config.invalid', repository: name, data: { problem } };
    await appendEvents(transaction, owner, [event]);
  }
  for (const change of changes) {
    const [before] = await changesOf(transaction, owner, name, { id: change.id });
    const stored = storedChange(name, change, before);
    await saveChange(transaction, owner, stored, now);
    // What a person has declined is not proposed again.
    if (known.config.mode === 'observe' || stored.state === 'declined') continue;
    const isOpen = before?.state === 'open';
    if (isOpen && isDeepStrictEqual(planOf(before), planOf(stored))) continue;
    const payload = { owner, repository: name, change: change.id };
    const priority = 4 - Number(planOf(stored).priority.slice(1));
    const key = repositoryKey(payload);
    await queue.enqueue(deliverChange, payload, { key, priority, transaction });
  }
}

/** The change with its new plan; what became of its pull request stays. */
function storedChange(
  repository: string,
  { id, fingerprints, plan, finding, findings }: PlannedChange,
  before: StoredChange | undefined,
): StoredChange {
  const kept = before === undefined ? null : planOf(before);
  const { previous = null, attempted = false, reason = null } = kept ?? {};
  const data = { ...kept, ...plan, finding, findings, previous, attempted, reason };
  const fresh = {
    id,
    repository,
    branch: branchName(fingerprints),
    number: null,
    state: 'planned',
    head: null,
    openedAt: null,
    closedAt: null,
    closedBy: null,
  } as const;
  return { ...fresh, ...before, fingerprints, data };
}
