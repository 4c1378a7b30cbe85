import {
  type AwsSecurityFinding,
  BatchUpdateFindingsCommand,
  type BatchUpdateFindingsUnprocessedFinding,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { plainText } from '../../foundation/text.ts';
import { type Asked, asking, oddAnswer } from '../errors.ts';
import { findingsById } from './findings-by-id.ts';
import { NOTE_AUTHOR } from './own-note.ts';

/**
 * What may be said of a finding. `RESOLVED` is never ours to say: it belongs to the source.
 * `SUPPRESSED` is for exceptions that people grant.
 */
export type OwnWorkflowStatus = 'NOTIFIED' | 'SUPPRESSED';

export interface WriteBack {
  readonly findingIds: readonly string[];
  readonly status: OwnWorkflowStatus;
  /** For people, with the pull request's address. At most 512 characters are kept. */
  readonly note: string;
}

/**
 * `written`: done. `known`: it says so already. `left`: a person or Security Hub has decided otherwise.
 * `missing`: Security Hub does not have it. `failed`: Security Hub did not take it.
 */
export interface WriteBackResult {
  readonly findingId: string;
  readonly result: 'written' | 'known' | 'left' | 'missing' | 'failed';
  /** Why, in one sentence, unless it is written. */
  readonly reason: string | null;
}

const ASKED: Asked = {
  service: 'Security Hub',
  operation: 'BatchUpdateFindings',
  permission: 'securityhub:BatchUpdateFindings',
};
const FINDINGS_PER_CALL = 100;
const MAX_NOTE = 512;
const ATTEMPTS = 3;

/**
 * Sets workflow status and note of findings, after a look at how they are: a decision of a person
 * stays, and so does a person's note. Each finding ends in exactly one result.
 */
export async function writeBack(
  client: SecurityHubClient,
  { findingIds, status, note }: WriteBack,
  signal?: AbortSignal,
): Promise<readonly WriteBackResult[]> {
  const ids = [...new Set(findingIds)];
  const found = await findingsById(client, ids, signal);
  const text = plainText(note, MAX_NOTE);
  const results = new Map<string, WriteBackResult>(
    ids.map((id) => [id, resultOf(id, 'missing', 'Security Hub does not have the finding.')]),
  );
  const toWrite: AwsSecurityFinding[] = [];
  for (const finding of found) {
    const decided = decide(finding, status, text);
    if (decided === null) toWrite.push(finding);
    else results.set(decided.findingId, decided);
  }
  const noted = Map.groupBy(toWrite, ({ Note }) => !Note?.Text || Note.UpdatedBy === NOTE_AUTHOR);
  for (const [ours, findings] of noted) {
    for (let start = 0; start < findings.length; start += FINDINGS_PER_CALL) {
      const batch = findings.slice(start, start + FINDINGS_PER_CALL);
      for (const written of await update(client, batch, status, ours ? text : null, signal))
        results.set(written.findingId, written);
    }
  }
  return [...results.values()];
}

/** What is clear without writing; null when it is to be written. */
function decide(
  { Id = '', Workflow, RecordState, Note }: AwsSecurityFinding,
  status: OwnWorkflowStatus,
  note: string,
): WriteBackResult | null {
  const current = Workflow?.Status ?? 'NEW';
  if (RecordState === 'ARCHIVED') return resultOf(Id, 'left', 'The finding is archived.');
  if (current === status && (Note?.UpdatedBy !== NOTE_AUTHOR || Note.Text === note))
    return resultOf(Id, 'known', `Its workflow status is ${status} already.`);
  if (current === 'RESOLVED' || current === 'SUPPRESSED')
    return resultOf(Id, 'left', `Its workflow status is ${current}.`);
  return null;
}

async function update(
  client: SecurityHubClient,
  findings: readonly AwsSecurityFinding[],
  status: OwnWorkflowStatus,
  note: string | null,
  signal: AbortSignal | undefined,
): Promise<readonly WriteBackResult[]> {
  const results = new Map<string, WriteBackResult>();
  let left = findings;
  for (let attempt = 1; left.length > 0; attempt++) {
    const command = new BatchUpdateFindingsCommand({
      FindingIdentifiers: left.map(({ Id, ProductArn }) => ({ Id, ProductArn })),
      Workflow: { Status: status },
      Note: note === null ? undefined : { Text: note, UpdatedBy: NOTE_AUTHOR },
    });
    const answer = await asking(ASKED, () =>
      client.send(command, signal ? { abortSignal: signal } : {}),
    );
    const refused = new Map(
      (answer.UnprocessedFindings ?? []).map((each) => [keyOf(each.FindingIdentifier), each]),
    );
    const written = new Set((answer.ProcessedFindings ?? []).map(keyOf));
    for (const finding of left) {
      if (!written.has(keyOf(finding)) && !refused.has(keyOf(finding)))
        throw oddAnswer(ASKED, 'a finding is neither processed nor unprocessed');
      const refusal = refused.get(keyOf(finding));
      results.set(
        keyOf(finding),
        refusal ? failed(finding, refusal) : resultOf(finding.Id, 'written', null),
      );
    }
    const mayRetry = attempt < ATTEMPTS;
    left = left.filter((finding) => mayRetry && isPassing(refused.get(keyOf(finding))));
  }
  return [...results.values()];
}

/** Whether another try may help. */
function isPassing(refusal: BatchUpdateFindingsUnprocessedFinding | undefined): boolean {
  return /Concurrent|Throttl|Internal|Limit/.test(refusal?.ErrorCode ?? '');
}

function failed(
  { Id }: AwsSecurityFinding,
  { ErrorCode, ErrorMessage }: BatchUpdateFindingsUnprocessedFinding,
): WriteBackResult {
  const reason = plainText(`Security Hub: ${ErrorCode ?? 'refused'}: ${ErrorMessage ?? ''}`, 300);
  return resultOf(Id, 'failed', reason);
}

function resultOf(
  id: string | undefined,
  result: WriteBackResult['result'],
  reason: string | null,
): WriteBackResult {
  return { findingId: id ?? '', result, reason };
}

function keyOf(
  identifier: { Id?: string | undefined; ProductArn?: string | undefined } | undefined,
): string {
  return JSON.stringify([identifier?.Id, identifier?.ProductArn]);
}
