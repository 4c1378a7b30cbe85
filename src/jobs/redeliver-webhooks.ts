import type { Clock } from '../foundation/clock.ts';
import type { Log } from '../foundation/log.ts';
import type { WebhookDelivery } from '../github/app.ts';

/** GitHub, as far as its deliveries to the app are concerned. */
export interface WebhookDeliveries {
  /** Attempts since a time, newest first. */
  deliveriesSince(since: Date): Promise<readonly WebhookDelivery[]>;
  redeliver(deliveryId: number): Promise<void>;
}

const HOUR = 3_600_000;
/** GitHub keeps deliveries for three days; an hour is left for the sweep itself. */
const LONGEST = 71 * HOUR;
/** A delivery that fails this often fails for a reason of its own. */
const MOST_ATTEMPTS = 5;
/** GitHub may still be trying. */
const YOUNGEST = 60_000;
const AT_ONCE = 200;

/**
 * Asks GitHub again for the deliveries that never arrived: the service was down, or slow. Known ones
 * are stored once, so one too many does no harm. Gives the number asked for.
 */
export async function redeliverWebhooks(
  github: WebhookDeliveries,
  clock: Clock,
  log: Log,
): Promise<number> {
  const now = clock.now().getTime();
  const attempts = await github.deliveriesSince(new Date(now - LONGEST));
  const lost = [...Map.groupBy(attempts, ({ guid }) => guid).values()].flatMap((tries) => {
    const [latest] = tries;
    const arrived = tries.some(({ statusCode }) => statusCode >= 200 && statusCode < 300);
    const isYoung = now - Date.parse(latest?.deliveredAt ?? '') < YOUNGEST;
    return latest === undefined || arrived || isYoung || tries.length >= MOST_ATTEMPTS
      ? []
      : [latest];
  });
  // The oldest first, as they would have come.
  const asked = lost.reverse().slice(0, AT_ONCE);
  for (const { id } of asked) await github.redeliver(id);
  if (lost.length > 0)
    log.info({ lost: lost.length, asked: asked.length }, 'webhooks are asked for again');
  return asked.length;
}
