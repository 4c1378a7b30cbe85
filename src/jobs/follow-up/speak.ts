import type { CommitRange } from '../../model/commit.ts';
import type { Finding } from '../../model/finding.ts';
import type { Owner } from '../../model/owner.ts';
import type { Action } from '../../pipeline/follow-up/actions.ts';
import { wordsOf } from '../../pipeline/follow-up/words.ts';
import { changesOf } from '../../store/changes.ts';
import type { StoredFollowUp } from '../../store/follow-ups.ts';
import { outcomesByKey } from '../../store/outcomes.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import type { Database } from '../../store/tables.ts';
import { planOf } from '../changes/plan.ts';
import { sayFollowUp } from './kinds.ts';

/** GitHub is asked for the commits of each file. */
const MOST_PATHS = 10;

/** Enqueues what a remediation calls for, with the words for it. Call it in the transaction that marks it as done. */
export async function speak(
  { db, queue }: { readonly db: Database; readonly queue: JobQueue },
  owner: Owner,
  followed: StoredFollowUp,
  actions: readonly Action[],
  known: ReadonlyMap<string, Finding>,
): Promise<void> {
  const { repository, address } = followed;
  if (repository === '') return;
  for (const action of actions) {
    const keys = 'findings' in action ? action.findings : [action.finding];
    const outcomes = await outcomesByKey(db, owner, keys);
    const words = wordsOf(action, {
      findings: keys.flatMap((key) => known.get(key) ?? []),
      address: address || null,
      differences: [...outcomes.values()].find(({ differences }) => differences)?.differences ?? [],
      history:
        action.kind === 'comment-recurrence'
          ? await historySince(db, owner, followed, action.pullRequest, action.at)
          : null,
    });
    await queue.enqueue(
      sayFollowUp,
      { owner, repository, words },
      { key: action.key, transaction: db },
    );
  }
}

/** What may have brought it back: commits to the files that our changes made for it, since the merge. */
async function historySince(
  db: Database,
  owner: Owner,
  { repository, fingerprint }: StoredFollowUp,
  pullRequest: number,
  until: Date,
): Promise<CommitRange | null> {
  const changes = await changesOf(db, owner, repository, { fingerprints: [fingerprint] });
  const merged = changes.find(({ number }) => number === pullRequest);
  if (merged === undefined || merged.closedAt === null) return null;
  const paths = changes.flatMap((change) => planOf(change).files.map(({ path }) => path));
  return {
    paths: [...new Set(paths)].slice(0, MOST_PATHS),
    since: merged.closedAt,
    until,
    except: planOf(merged).mergeCommit,
  };
}
