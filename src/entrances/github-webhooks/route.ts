import { Webhooks } from '@octokit/webhooks';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../foundation/clock.ts';
import { handleDelivery } from '../../jobs/kinds.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { type Owner, ownerOf } from '../../model/owner.ts';
import { type Delivery, storeDelivery } from '../../store/deliveries.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import type { Database } from '../../store/tables.ts';
import { USED_EVENTS } from './events.ts';
import { deliveryEnvelope } from './schema.ts';

export interface WebhooksEntrance {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly webhookSecret: string;
  readonly clock: Clock;
  readonly metrics: Metrics;
}

/** GitHub's own limit for a payload is 25 MB. */
const BODY_LIMIT = 25 * 1024 * 1024;

/** `POST /api/github/webhooks`: verify the signature on the raw text, store once, enqueue, answer. */
export async function registerWebhooks(
  server: FastifyInstance,
  entrance: WebhooksEntrance,
): Promise<void> {
  const webhooks = new Webhooks({ secret: entrance.webhookSecret });
  await server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      async (_: unknown, body: string) => body,
    );
    scope.post(
      '/api/github/webhooks',
      {
        bodyLimit: BODY_LIMIT,
        // Before the body is read: what is not signed at all is not buffered.
        onRequest: async (request, reply) => {
          const missing = ['x-github-delivery', 'x-github-event', 'x-hub-signature-256'].find(
            (name) => header(request, name) === null,
          );
          return missing === undefined
            ? undefined
            : refuse(reply, 400, `The header ${missing} is missing.`);
        },
      },
      async (request, reply) => {
        const text = typeof request.body === 'string' ? request.body : '';
        const signature = header(request, 'x-hub-signature-256') ?? '';
        if (!(await webhooks.verify(text, signature).catch(() => false))) {
          return refuse(
            reply,
            401,
            'The signature does not match the body and the webhook secret.',
          );
        }
        return take(entrance, request, reply, text);
      },
    );
  });
}

async function take(
  { db, queue, clock, metrics }: WebhooksEntrance,
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
): Promise<FastifyReply> {
  const event = header(request, 'x-github-event') ?? '';
  if (!USED_EVENTS.has(event)) {
    metrics.delivery('other', 'unused');
    return reply.code(202).send({ stored: false, reason: 'This event is not used.' });
  }
  const envelope = readEnvelope(text);
  if (envelope === null) {
    return refuse(reply, 400, 'The body is not a delivery that names its account.');
  }
  const delivery: Delivery = {
    id: header(request, 'x-github-delivery') ?? '',
    owner: envelope.owner,
    event,
    action: envelope.action,
    payload: text,
  };
  const isNew = await db.transaction().execute(async (transaction) => {
    const stored = await storeDelivery(transaction, delivery, clock.now());
    if (stored) {
      const payload = { owner: delivery.owner, delivery: delivery.id };
      await queue.enqueue(handleDelivery, payload, { key: delivery.id, transaction });
    }
    return stored;
  });
  metrics.delivery(event, isNew ? 'stored' : 'duplicate');
  request.log.info(
    { owner: delivery.owner, delivery: delivery.id, event, action: delivery.action, isNew },
    'a delivery arrived',
  );
  return reply.code(202).send({ stored: isNew });
}

function readEnvelope(text: string): { owner: Owner; action: string | null } | null {
  const read = deliveryEnvelope.safeParse(jsonOrNull(text));
  if (!read.success) return null;
  const { installation, repository, organization, action } = read.data;
  // The repository first: where it and the installation differ (a transfer), the work is about it.
  const login =
    repository?.owner.login ?? installation?.account?.login ?? organization?.login ?? null;
  return login === null ? null : { owner: ownerOf(login), action: action ?? null };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A header that is there once and is short and printable. */
function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && /^[!-~]{1,200}$/.test(value) ? value : null;
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error });
}
