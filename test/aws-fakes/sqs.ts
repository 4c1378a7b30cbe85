import { createHash } from 'node:crypto';
import { isJsonObject } from '../../src/foundation/json.ts';
import { type FakeCall, type FakeService, json } from './server.ts';

/** One queue: what is received stays hidden until it is deleted or shown again. */
export interface FakeQueue {
  readonly messages: {
    readonly id: string;
    readonly body: string;
    hidden: boolean;
    received: number;
  }[];
  put(body: string): void;
  /** As if every visibility timeout had passed. */
  showAll(): void;
  readonly service: FakeService;
}

export function fakeQueue(): FakeQueue {
  let count = 0;
  const queue: FakeQueue = {
    messages: [],
    put: (body) => {
      queue.messages.push({ id: `m${++count}`, body, hidden: false, received: 0 });
    },
    showAll: () => {
      for (const message of queue.messages) message.hidden = false;
    },
    service: (call) => {
      if (call.operation === 'AmazonSQS.ReceiveMessage') return receive(queue, call);
      if (call.operation === 'AmazonSQS.DeleteMessageBatch') return remove(queue, call);
      return null;
    },
  };
  return queue;
}

function receive(queue: FakeQueue, { input }: FakeCall) {
  const visible = queue.messages
    .filter(({ hidden }) => !hidden)
    .slice(0, Number(input.MaxNumberOfMessages ?? 1));
  return json({
    Messages: visible.map((message) => {
      message.hidden = true;
      message.received++;
      return {
        MessageId: message.id,
        ReceiptHandle: message.id,
        Body: message.body,
        MD5OfBody: createHash('md5').update(message.body).digest('hex'),
        Attributes: { ApproximateReceiveCount: String(message.received) },
      };
    }),
  });
}

function remove(queue: FakeQueue, { input }: FakeCall) {
  const entries = Array.isArray(input.Entries) ? input.Entries : [];
  const handles = new Set(
    entries.map((entry: unknown) =>
      typeof entry === 'object' && entry !== null && 'ReceiptHandle' in entry
        ? entry.ReceiptHandle
        : null,
    ),
  );
  for (let index = queue.messages.length - 1; index >= 0; index--)
    if (handles.has(queue.messages[index]?.id)) queue.messages.splice(index, 1);
  return json({ Successful: entries.filter(isJsonObject).map(({ Id }) => ({ Id })), Failed: [] });
}
