import type { AwsClients } from '../aws/clients.ts';
import type { OperatorConfig } from '../config/operator/config.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Log } from '../foundation/log.ts';
import type { GitHubApp } from '../github/app.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Template } from '../pipeline/fix/index.ts';
import type { JobQueue } from '../store/queue/job-queue.ts';
import type { Database } from '../store/tables.ts';

/** All that jobs work with. */
export interface Services {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly github: GitHubApp;
  readonly clients: AwsClients;
  readonly operator: OperatorConfig;
  readonly templates: readonly Template[];
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}
