import type { Environment } from '../../config/environment.ts';
import type { OperatorConfig } from '../../config/operator/config.ts';
import type { Clock } from '../../foundation/clock.ts';
import { messageOf, UserError } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { JOB_KINDS } from '../../jobs/kinds.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { openStore, type Store } from '../../store/store.ts';
import { registerDashboard } from '../dashboard/route.ts';
import { registerFindings } from '../findings-endpoint/route.ts';
import { registerWebhooks } from '../github-webhooks/route.ts';
import { startSchedules } from '../schedule/start.ts';
import { startSetup } from '../setup-page/start.ts';
import { createServer } from './server.ts';

export interface ServiceOptions {
  readonly environment: Environment;
  readonly operator: OperatorConfig;
  readonly log: Log;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Registers the handler of every kind of job on the store's queue. */
  readonly startJobs: (store: Store) => Promise<void>;
  readonly requestsPerMinute?: number;
}

export interface Service {
  /** Where it listens; null for the setup page, which says so itself. */
  readonly url: string | null;
  /** Takes no more requests and jobs, finishes those that run (for 25 seconds; the rest is done later), and closes. */
  stop(): Promise<void>;
}

/**
 * Starts what the role asks for. Without any GitHub credentials, only the setup page. Fails with a
 * UserError or OutsideError of one line.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { environment, log } = options;
  const { github } = environment;
  if (github === null) {
    const setup = await startSetup({ ...environment, log });
    return { url: null, stop: () => setup.stop() };
  }
  const store = await openStore(environment, {
    jobs: JOB_KINDS,
    log,
    observe: options.metrics.job,
  });
  try {
    options.metrics.watchDepths(() => store.queue.depths());
    return await serve(options, store, github.webhookSecret);
  } catch (thrown) {
    await store.close(0);
    throw thrown;
  }
}

async function serve(
  options: ServiceOptions,
  store: Store,
  webhookSecret: string,
): Promise<Service> {
  const { environment, operator, log } = options;
  const { role, host, port } = environment;
  const server = await createServer({ ...options, ...environment, ping: () => store.ping() });
  const { db, queue } = store;
  registerDashboard(server, { db, queue, adminToken: environment.adminToken });
  if (role !== 'worker') {
    const shared = { ...options, db: store.db, queue: store.queue };
    await registerWebhooks(server, { ...shared, webhookSecret });
    await registerFindings(server, shared);
  }
  if (role !== 'web') {
    await options.startJobs(store);
    await startSchedules(store.db, store.queue, operator);
  }
  const url = await server.listen({ host, port }).catch((thrown: unknown) => {
    throw new UserError(`PORT: cannot listen on ${host}:${port}: ${messageOf(thrown)}.`);
  });
  log.info({ url, role }, 'started');
  return {
    url,
    stop: async () => {
      log.info('stopping');
      await server.close();
      await store.close();
      log.info('stopped');
    },
  };
}

/** Stops the service on SIGTERM or SIGINT, once; a second signal ends the process as ever. */
export function stopOnSignals(service: Service, log: Log): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      service.stop().catch((thrown: unknown) => {
        log.error({ err: thrown }, 'could not stop in order');
        process.exitCode = 1;
      });
    });
  }
}
