import type { Clock } from '../foundation/clock.ts';
import type { Finding } from '../model/finding.ts';
import type { Owner } from '../model/owner.ts';
import { knownFindings, saveEvaluations } from '../store/evaluations.ts';
import { findingKey, storeFindings } from '../store/findings.ts';
import type { JobQueue } from '../store/queue/job-queue.ts';
import type { Database } from '../store/tables.ts';
import { evaluationOf } from './follow-up/evaluation-of.ts';
import { noteEvaluations } from './follow-up/note-evaluations.ts';
import { remediateFindings } from './kinds.ts';

/** Where findings are taken to. */
export interface Intake {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly clock: Clock;
}

/** Findings, and on whose behalf. */
export interface Given {
  readonly owner: Owner;
  /** The AWS accounts that belong to the owner; null: all. */
  readonly accounts: ReadonlySet<string> | null;
  readonly findings: readonly Finding[];
  /** The source that was asked for them; null when they were sent. */
  readonly via: string | null;
  /** Whether what passes is only taken when it is known: a source has far more passes than failures. */
  readonly onlyKnownPasses: boolean;
  /** Done in the same transaction: moving a cursor. */
  readonly within?: (transaction: Database) => Promise<void>;
}

export interface TakenIn {
  readonly accepted: number;
  readonly duplicates: number;
  /** Passes that never failed here: there is nothing to follow. */
  readonly passedOver: number;
  readonly rejected: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * Takes findings in, durably and in one transaction: what they say, when it was evaluated, what that
 * means for remediations under way, and the wish to work on what is new. Taking the same in again is safe.
 */
export async function takeInFindings(intake: Intake, given: Given): Promise<TakenIn> {
  const { db, queue, clock } = intake;
  const { owner, via } = given;
  const rejected = given.findings.flatMap((finding) => {
    const reason = outsideAccounts(finding, given.accounts);
    return reason === null ? [] : [{ id: finding.id, reason }];
  });
  const refused = new Set(rejected.map(({ id }) => id));
  const own = given.findings.filter(({ id }) => !refused.has(id));
  const now = clock.now();
  return db.transaction().execute(async (transaction) => {
    const wanted = given.onlyKnownPasses ? await worthKeeping(transaction, owner, own) : own;
    const stored = await storeFindings(transaction, owner, wanted, now);
    const evaluations = wanted.map((finding) => evaluationOf(finding, now));
    await noteEvaluations({ queue, transaction }, owner, evaluations, now);
    await saveEvaluations(transaction, owner, via, evaluations, now);
    if (stored.accepted > 0) await queue.enqueue(remediateFindings, { owner }, { transaction });
    await given.within?.(transaction);
    return { ...stored, rejected, passedOver: own.length - wanted.length };
  });
}

/** Why a finding is not the owner's, in one sentence; null when it is. Code has no account. */
export function outsideAccounts(
  { resource, codeLocation }: Finding,
  accounts: ReadonlySet<string> | null,
): string | null {
  if (accounts === null || codeLocation !== null) return null;
  if (resource.account === null)
    return 'The finding names no AWS account, so it cannot be told whose it is.';
  if (accounts.has(resource.account)) return null;
  return `The AWS account ${resource.account.slice(0, 20)} does not belong to the owner.`;
}

async function worthKeeping(
  db: Database,
  owner: Owner,
  findings: readonly Finding[],
): Promise<readonly Finding[]> {
  const isFailing = (finding: Finding) => finding.status === 'failed' && finding.active;
  const others = findings.filter((finding) => !isFailing(finding)).map(keyOf);
  const known = await knownFindings(db, owner, others);
  return findings.filter((finding) => isFailing(finding) || known.has(keyOf(finding)));
}

function keyOf(finding: Finding): string {
  return findingKey(finding.source, finding.id);
}
