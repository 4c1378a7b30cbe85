import type { Finding } from '../../model/finding.ts';
import type { FindingOutcome, OutcomeKind } from '../../model/outcome.ts';
import type { Owner } from '../../model/owner.ts';
import type { Examined } from '../../pipeline/follow-up/event.ts';
import { firstReceived } from '../../store/evaluations.ts';
import { findingKey } from '../../store/findings.ts';
import {
  addFollowUpEvents,
  followedFindings,
  followRemediation,
  followUpEvents,
  forgetFollowUp,
  type RemediationKey,
} from '../../store/follow-ups.ts';
import { remediationsOf } from '../../store/remediations.ts';
import type { Database } from '../../store/tables.ts';
import { evaluationOf } from './evaluation-of.ts';
import { followUp } from './kinds.ts';
import { evaluationEvent, type Noting } from './note-evaluations.ts';
import { fromStored, toStored } from './stored-event.ts';

/** What came of findings that have one root cause in a repository, or of a finding that has none. */
export interface ExaminedCause {
  /** Null when no repository is known for it. */
  readonly repository: string | null;
  /** The root cause's, as in `Change.fingerprints`; null when there is none. */
  readonly fingerprint: string | null;
  readonly findings: readonly Finding[];
  readonly outcome: FindingOutcome;
  /** When the code became as it is; null when unknown. */
  readonly codeSince: Date | null;
}

/** What an outcome means for a remediation; null: nothing. */
const RESULTS: Readonly<Record<OutcomeKind, Examined['result'] | null>> = {
  fixed: 'located',
  'already-fixed': 'right',
  'not-located': 'not-located',
  ambiguous: 'not-located',
  unmanaged: 'unmanaged',
  refused: 'refused',
  unproven: 'refused',
  'no-template': 'refused',
  excepted: 'refused',
  'not-failing': null,
  invalid: null,
};

/** States in which another look at the code with the same result changes nothing. */
const SETTLED: ReadonlySet<string> = new Set([
  'located',
  'not-located',
  'unmanaged',
  'refused',
  'proposed',
  'declined',
]);

/** Follows what came of findings. Call it in the transaction that records the outcomes. */
export async function noteOutcomes(
  noting: Noting,
  owner: Owner,
  causes: readonly ExaminedCause[],
  now: Date,
): Promise<void> {
  for (const cause of causes) await noteCause(noting, owner, cause, now);
  if (causes.length > 0)
    await noting.queue.enqueue(followUp, { owner }, { transaction: noting.transaction });
}

async function noteCause(
  { transaction }: Noting,
  owner: Owner,
  cause: ExaminedCause,
  now: Date,
): Promise<void> {
  const result = RESULTS[cause.outcome.outcome];
  const keys = cause.findings.map(({ source, id }) => findingKey(source, id));
  const [first] = keys;
  if (result === null || first === undefined) return;
  const repository = cause.repository ?? '';
  // Without a root cause each finding is followed for itself.
  const fingerprint = cause.fingerprint ?? `finding|${first}`;
  const remediation = { repository, fingerprint };
  for (const other of await followedFindings(transaction, owner, keys))
    if (other.fingerprint.startsWith('finding|') && other.fingerprint !== fingerprint)
      await forgetFollowUp(transaction, owner, other);
  const subject = {
    template: cause.outcome.template ?? '',
    address: cause.outcome.location?.address ?? '',
  };
  await followRemediation(transaction, owner, remediation, keys, subject);
  const [known] = await remediationsOf(transaction, owner, repository, [fingerprint]);
  const received = await firstReceived(transaction, owner, keys);
  const evaluations = cause.findings.map((finding) => {
    const told = evaluationOf(finding, now);
    return { ...evaluationEvent(told, now), firstSeen: received.get(told.key) ?? now };
  });
  const examined: Examined = { kind: 'examined', at: now, result, codeSince: cause.codeSince };
  const isKnown =
    SETTLED.has(known?.state ?? '') &&
    (await lastResult(transaction, owner, remediation)) === result;
  const events = isKnown ? evaluations : [...evaluations, examined];
  const stored = events.map((event) => toStored(event, now));
  await addFollowUpEvents(transaction, owner, remediation, stored);
}

/** What the code said last: looked at again with the same result, it says nothing new. */
async function lastResult(
  db: Database,
  owner: Owner,
  remediation: RemediationKey,
): Promise<Examined['result'] | null> {
  const events = (await followUpEvents(db, owner, remediation)).flatMap(fromStored);
  const examinations = events.filter((event) => event.kind === 'examined');
  return examinations.sort((a, b) => a.at.getTime() - b.at.getTime()).at(-1)?.result ?? null;
}
