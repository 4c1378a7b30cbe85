import { Webhooks } from '@octokit/webhooks';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { GitHubEvent } from './event.ts';
import { readGitHubEvent } from './read.ts';

/** A webhook as it arrives: three of its headers, and the body as it was sent, byte for byte. */
export interface RawWebhook {
  /** `X-GitHub-Delivery`: the same when GitHub sends it again. */
  readonly id: string | undefined;
  /** `X-GitHub-Event`. */
  readonly name: string | undefined;
  /** `X-Hub-Signature-256`. */
  readonly signature: string | undefined;
  readonly body: string;
}

export interface ReceivedWebhook {
  readonly id: string;
  readonly name: string;
  /** What it tells; null when it is of no interest. */
  readonly event: GitHubEvent | null;
}

/** Why a webhook is not taken, and with which HTTP status to say so. */
export interface WebhookRefusal {
  readonly status: 400 | 401;
  readonly reason: string;
}

/** Verifies that a webhook is GitHub's own, then reads it. Nothing of it is looked at before. */
export function createWebhookReceiver(
  secret: string,
): (raw: RawWebhook) => Promise<Result<ReceivedWebhook, WebhookRefusal>> {
  const webhooks = new Webhooks({ secret });
  return async ({ id, name, signature, body }) => {
    if (!id || !name || !signature)
      return refuse(
        400,
        'X-GitHub-Delivery, X-GitHub-Event and X-Hub-Signature-256 are all required.',
      );
    if (!(await isSigned(webhooks, body, signature)))
      return refuse(401, 'The signature does not match: check the webhook secret.');
    let payload: unknown;
    try {
      payload = JSON.parse(body);
    } catch {
      return refuse(400, 'The body is not JSON: set the content type of the webhook to JSON.');
    }
    const event = readGitHubEvent(name, payload);
    return event.ok ? ok({ id, name, event: event.value }) : refuse(400, event.error);
  };
}

async function isSigned(webhooks: Webhooks, body: string, signature: string): Promise<boolean> {
  try {
    return body !== '' && (await webhooks.verify(body, signature));
  } catch {
    return false; // It throws at a signature that is none.
  }
}

function refuse(status: WebhookRefusal['status'], reason: string): Result<never, WebhookRefusal> {
  return failed({ status, reason });
}
