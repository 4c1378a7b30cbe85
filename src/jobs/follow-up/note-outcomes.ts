import type { Finding } from '../../model/finding.ts';
import type { FindingOutcome, OutcomeKind } from '../../model/outcome.ts';
import type { Owner } from '../../model/owner.ts';
import type { Examined } from '../../pipeline/follow-up/event.ts';
import { firstReceived } from '../../store/evaluations.ts';
import { addFollowUpEvents, followUpEvents } from '../../store/follow-up-events.ts';
import {
  followedFindings,
  followRemediations,
  forgetFollowUps,
  type NewFollowUp,
} from '../../store/follow-ups.ts';
import { type RemediationKey, remediationName } from '../../store/remediation-key.ts';
import { remediationsOf } from '../../store/remediations.ts';
import type { Database } from '../../store/tables.ts';
import { evaluationOf, type NewEvaluation } from './evaluation-of.ts';
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

/** What begins the fingerprint of a finding that is followed for itself. */
const ALONE = 'finding|';

/** States in which another look at the code with the same result changes nothing. */
const SETTLED: ReadonlySet<string> = new Set([
  'located',
  'not-located',
  'unmanaged',
  'refused',
  'proposed',
  'declined',
]);

/** The most remediations of one statement. */
const AT_ONCE = 500;

/** A cause that means something for a remediation. */
interface Followed extends NewFollowUp {
  readonly result: Examined['result'];
  readonly codeSince: Date | null;
  readonly told: readonly NewEvaluation[];
}

/** Follows what came of findings. Call it in the transaction that records the outcomes. */
export async function noteOutcomes(
  { queue, transaction }: Noting,
  owner: Owner,
  causes: readonly ExaminedCause[],
  now: Date,
): Promise<void> {
  // In the order of the keys, so that two transactions never wait for each other's rows.
  const followed = causes
    .flatMap((cause) => followedFrom(cause, now))
    .sort((a, b) => (remediationName(a) < remediationName(b) ? -1 : 1));
  for (let start = 0; start < followed.length; start += AT_ONCE)
    await noteSome(transaction, owner, followed.slice(start, start + AT_ONCE), now);
  if (causes.length > 0) await queue.enqueue(followUp, { owner }, { transaction });
}

function followedFrom(cause: ExaminedCause, now: Date): Followed[] {
  const { outcome, template, location } = cause.outcome;
  const result = RESULTS[outcome];
  const told = cause.findings.map((finding) => evaluationOf(finding, now));
  const [first] = told;
  if (result === null || first === undefined) return [];
  return [
    {
      repository: cause.repository ?? '',
      // Without a root cause each finding is followed for itself.
      fingerprint: cause.fingerprint ?? `${ALONE}${first.key}`,
      template: template ?? '',
      address: location?.address ?? '',
      findings: told.map(({ key }) => key),
      result,
      codeSince: cause.codeSince,
      told,
    },
  ];
}

async function noteSome(
  db: Database,
  owner: Owner,
  followed: readonly Followed[],
  now: Date,
): Promise<void> {
  await forgetOvertaken(db, owner, followed);
  await followRemediations(db, owner, followed);
  const received = await firstReceived(
    db,
    owner,
    followed.flatMap(({ findings }) => findings),
  );
  const settled = await settledResults(db, owner, followed);
  const events = followed.flatMap((each) => {
    const { repository, fingerprint, result, codeSince, told } = each;
    const evaluations = told.map((one) => ({
      ...evaluationEvent(one, now),
      firstSeen: received.get(one.key) ?? now,
    }));
    const examined: Examined = { kind: 'examined', at: now, result, codeSince };
    const isKnown = settled.get(remediationName(each)) === result;
    return (isKnown ? evaluations : [...evaluations, examined]).map((event) => ({
      repository,
      fingerprint,
      ...toStored(event, now),
    }));
  });
  await addFollowUpEvents(db, owner, events);
}

/** A finding that was followed for itself and has a root cause now, or is in another repository, is followed there. */
async function forgetOvertaken(
  db: Database,
  owner: Owner,
  followed: readonly Followed[],
): Promise<void> {
  const now = new Set(
    followed.flatMap((each) =>
      each.findings.map((finding) => JSON.stringify([finding, remediationName(each)])),
    ),
  );
  const findings = followed.flatMap((each) => each.findings);
  const before = await followedFindings(db, owner, findings);
  const overtaken = before.filter(
    (each) =>
      each.fingerprint.startsWith(ALONE) &&
      !now.has(JSON.stringify([each.finding, remediationName(each)])),
  );
  await forgetFollowUps(db, owner, overtaken);
}

/** What the code of settled remediations said last: looked at again with the same result, it says nothing new. */
async function settledResults(
  db: Database,
  owner: Owner,
  followed: readonly RemediationKey[],
): Promise<ReadonlyMap<string, Examined['result']>> {
  const known = await remediationsOf(db, owner, followed);
  const settled = known.filter(({ state }) => SETTLED.has(state));
  const examined = (await followUpEvents(db, owner, settled)).flatMap((stored) =>
    fromStored(stored).flatMap((event) =>
      event.kind === 'examined' ? [{ name: remediationName(stored), event }] : [],
    ),
  );
  examined.sort((a, b) => a.event.at.getTime() - b.event.at.getTime());
  return new Map(examined.map(({ name, event }) => [name, event.result]));
}
