import { isOwnEcho } from '../../aws/security-hub/own-note.ts';
import { drainQueue, type QueueMessage } from '../../aws/sqs/drain-queue.ts';
import type { OperatorOwner, QueueSource } from '../../config/operator/config.ts';
import { UserError } from '../../foundation/errors.ts';
import { isJsonObject, type Json } from '../../foundation/json.ts';
import { readReport } from '../../pipeline/ingest/read-report.ts';
import { takeInFindings } from '../take-in-findings.ts';
import { type Reading, type SourceContext, sourceName } from './context.ts';
import { type TakeMessage, takeMessage } from './kinds.ts';

const WAIT_SECONDS = 5;
/** The most messages of one turn; the next comes within a minute. */
const LIMIT = 20_000;

/**
 * Empties a queue that EventBridge writes to. A message that cannot be read is kept as a job that fails
 * with the reason: a dead letter, to be seen and tried again.
 */
export async function drainFindingsQueue(
  context: SourceContext,
  { owner, source, signal }: Reading<QueueSource>,
): Promise<void> {
  const via = sourceName(source);
  await drainQueue(context.clients.sqs(source), {
    queueUrl: source.queueUrl,
    waitSeconds: WAIT_SECONDS,
    limit: LIMIT,
    signal,
    keep: (messages) => keep(context, owner, via, messages),
  });
}

async function keep(
  context: SourceContext,
  owner: OperatorOwner,
  via: string,
  messages: readonly QueueMessage[],
): Promise<void> {
  for (const { id, body } of messages) {
    if (holdsOnlyEchoes(body)) continue;
    const reason = await takeBody(context, owner, body);
    if (reason === null) continue;
    context.log.warn({ owner: owner.owner, source: via, message: id, reason }, 'poison message');
    const payload = { owner: owner.owner, source: via, body };
    await context.queue.enqueue(takeMessage, payload, { key: id });
  }
}

/** Takes in what a message says. Gives why it cannot be taken, or null. */
async function takeBody(
  context: SourceContext,
  owner: OperatorOwner,
  body: string,
): Promise<string | null> {
  const { findings, invalid } = readReport(body);
  const taken = await takeInFindings(context, {
    owner: owner.owner,
    accounts: owner.accounts,
    findings,
    // What a queue brings is not asked for again there, so nothing is missing when it is silent.
    via: null,
    onlyKnownPasses: true,
  });
  // Another owner's account is no mistake of the message: nothing would be gained by trying again.
  for (const { id, reason } of taken.rejected)
    context.log.warn({ owner: owner.owner, finding: id, reason }, 'a finding was rejected');
  return invalid[0]?.reason ?? null;
}

/** Tries a poison message again; it fails with the reason while there is one. */
export async function retryMessage(
  context: SourceContext,
  owner: OperatorOwner,
  { source, body }: TakeMessage,
): Promise<void> {
  const reason = await takeBody(context, owner, body);
  if (reason !== null) throw new UserError(`A message of ${source} cannot be taken in: ${reason}`);
}

/** Security Hub announces our own notes, too. */
function holdsOnlyEchoes(body: string): boolean {
  let event: Json;
  try {
    event = JSON.parse(body);
  } catch {
    return false;
  }
  if (!isJsonObject(event) || !isJsonObject(event.detail)) return false;
  const { findings } = event.detail;
  if (!Array.isArray(findings) || findings.length === 0) return false;
  return findings.every((finding: Json) => isOwnEcho(finding));
}
