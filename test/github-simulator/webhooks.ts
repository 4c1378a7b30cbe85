import { createHmac, randomUUID } from 'node:crypto';
import type { State } from './state.ts';

/** One webhook sent, or tried. */
export interface Delivery {
  readonly id: number;
  /** The same for every attempt at one event. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  /** Null when nobody listened: making one takes several looks into the repository. */
  readonly payload: unknown;
  readonly redelivery: boolean;
  readonly deliveredAt: string;
  statusCode: number;
  status: string;
}

/** Sends signed webhooks to one address, as GitHub does: once, without waiting for who caused them. */
export class WebhookSender {
  readonly deliveries: Delivery[] = [];
  /** Where they go; null records them only. */
  target: string | null = null;
  readonly #state: State;
  readonly #pending = new Set<Promise<void>>();

  constructor(state: State) {
    this.#state = state;
  }

  emit(
    event: string,
    action: string | null,
    payload: unknown,
    about: { installationId: number | null; repositoryId?: number | null },
  ): Delivery {
    return this.#attempt({
      guid: randomUUID(),
      event,
      action,
      installationId: about.installationId,
      repositoryId: about.repositoryId ?? null,
      payload,
      redelivery: false,
    });
  }

  /** Sends an earlier one again, under the same GUID. */
  redeliver(earlier: Delivery): Delivery {
    const { guid, event, action, installationId, repositoryId, payload } = earlier;
    return this.#attempt({
      guid,
      event,
      action,
      installationId,
      repositoryId,
      payload,
      redelivery: true,
    });
  }

  /** Waits until everything that is on its way has arrived or failed. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #attempt(facts: Omit<Delivery, 'id' | 'deliveredAt' | 'status' | 'statusCode'>): Delivery {
    const delivery: Delivery = {
      ...facts,
      id: this.#state.nextId(),
      deliveredAt: this.#state.now().toISOString(),
      statusCode: 0,
      status: 'pending',
    };
    this.deliveries.push(delivery);
    const sending = this.#send(delivery).finally(() => this.#pending.delete(sending));
    this.#pending.add(sending);
    return delivery;
  }

  async #send(delivery: Delivery): Promise<void> {
    if (this.target === null) {
      delivery.status = 'no target';
      return;
    }
    const body = JSON.stringify(delivery.payload);
    try {
      const response = await fetch(this.target, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/simulator',
          'x-github-delivery': delivery.guid,
          'x-github-event': delivery.event,
          'x-github-hook-installation-target-type': 'integration',
          'x-github-hook-installation-target-id': String(this.#state.app.id),
          'x-hub-signature-256': `sha256=${sign(this.#state.app.webhookSecret, body)}`,
        },
        signal: AbortSignal.timeout(10_000),
      });
      await response.arrayBuffer();
      delivery.statusCode = response.status;
      delivery.status = response.ok ? 'OK' : 'Invalid HTTP Response';
    } catch {
      delivery.status = 'failed to connect to host';
    }
  }
}

export function sign(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
