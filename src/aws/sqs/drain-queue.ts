import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type Asked, asking } from '../errors.ts';

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  /** How often it was received, this time included. */
  readonly received: number;
}

export interface DrainOptions {
  readonly queueUrl: string;
  /** Keeps the messages: once it returns they are deleted from the queue. What it throws leaves them there. */
  readonly keep: (messages: readonly QueueMessage[]) => Promise<void>;
  /** How long to wait for the first messages, in seconds; at most 20. */
  readonly waitSeconds: number;
  /** The most messages that are taken. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

const PER_CALL = 10;
/** How long a message stays hidden while it is kept, in seconds. */
const HIDDEN = 120;

/**
 * Takes messages off a queue until it is empty, in tens, each deleted only after it is kept. A crash
 * in between delivers it again. Gives the number of messages.
 */
export async function drainQueue(client: SQSClient, options: DrainOptions): Promise<number> {
  let taken = 0;
  while (taken < options.limit && !options.signal?.aborted) {
    const messages = await receive(client, options);
    if (messages.length === 0) return taken;
    await options.keep(messages.map(toQueueMessage));
    await remove(client, options, messages);
    taken += messages.length;
  }
  return taken;
}

async function receive(client: SQSClient, options: DrainOptions): Promise<readonly Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: options.queueUrl,
    MaxNumberOfMessages: PER_CALL,
    WaitTimeSeconds: options.waitSeconds,
    VisibilityTimeout: HIDDEN,
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  });
  const answer = await asking(asked('ReceiveMessage'), () =>
    client.send(command, options.signal ? { abortSignal: options.signal } : {}),
  );
  return (answer.Messages ?? []).filter(({ ReceiptHandle }) => ReceiptHandle !== undefined);
}

/** What cannot be deleted comes again, and is then known. */
async function remove(
  client: SQSClient,
  { queueUrl }: DrainOptions,
  messages: readonly Message[],
): Promise<void> {
  const command = new DeleteMessageBatchCommand({
    QueueUrl: queueUrl,
    Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
  });
  await asking(asked('DeleteMessageBatch', 'DeleteMessage'), () => client.send(command));
}

function toQueueMessage({ MessageId, Body, Attributes }: Message): QueueMessage {
  return {
    id: MessageId ?? '',
    body: Body ?? '',
    received: Number(Attributes?.ApproximateReceiveCount ?? 1),
  };
}

function asked(operation: string, action = operation): Asked {
  return { service: 'SQS', operation, permission: `sqs:${action}` };
}
