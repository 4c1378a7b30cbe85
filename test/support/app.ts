import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type AwsClients, createAwsClients } from '../../src/aws/clients.ts';
import type { Environment } from '../../src/config/environment.ts';
import type { OperatorConfig } from '../../src/config/operator/config.ts';
import { bundledTemplates, loadFrom } from '../../src/entrances/command-line/read-templates.ts';
import { type Clock, systemClock } from '../../src/foundation/clock.ts';
import { createLog, type Log } from '../../src/foundation/log.ts';
import { GitHubApp } from '../../src/github/app.ts';
import { catchUp, startJobs } from '../../src/jobs/start-jobs.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import type { StoreLocation } from '../../src/store/connection.ts';
import { startTestService, type TestService, operator as twoOwners } from '../entrances/service.ts';
import type { Files, Simulator } from '../github-simulator/simulator.ts';

export const templates = loadFrom([bundledTemplates]);

export interface AppOptions {
  readonly operator?: OperatorConfig;
  readonly log?: Log;
  readonly environment?: Partial<Environment>;
  readonly clock?: Clock;
  readonly clients?: AwsClients;
}

/** The whole app, on a store of its own and a simulated GitHub. */
export async function startApp(
  simulator: Simulator,
  location: StoreLocation,
  options: AppOptions = {},
): Promise<TestService> {
  const { operator = twoOwners, log = createLog(process.env.TEST_LOG ?? 'silent') } = options;
  const { clock = systemClock, clients = createAwsClients() } = options;
  const github = new GitHubApp({
    appId: String(simulator.app.id),
    privateKey: simulator.privateKey,
    apiUrl: simulator.url,
    log,
    clock,
    pace: false,
    retryDelay: 1,
  });
  const metrics = createMetrics();
  const shared = { github, templates, clock, log, metrics, operator, clients };
  const app = await startTestService(
    location,
    {
      operator,
      log,
      clock,
      metrics,
      startJobs: async ({ db, queue }) => {
        await startJobs({ ...shared, db, queue });
        await catchUp({ ...shared, db, queue });
      },
    },
    {
      github: {
        appId: simulator.app.id,
        privateKey: simulator.privateKey,
        webhookSecret: simulator.app.webhookSecret,
      },
      githubApiUrl: simulator.url,
      ...options.environment,
    },
  );
  simulator.webhooks.target = `${app.url}/api/github/webhooks`;
  return app;
}

/** A configuration that lets pull requests be opened, as many as a test wants. */
export const CONFIG = `version: 1
mode: pull-request
limits:
  open: 1000
  per-hour: 1000
`;

/** The files of a sample repository, with a merged configuration. */
export async function sampleFiles(name: string, config = CONFIG): Promise<Files> {
  const root = join(import.meta.dirname, '../../fixtures/repositories', name);
  const files: Record<string, string> = { '.github/sprinkler.yml': config };
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(root, path).split(sep).join('/')] = readFileSync(path, 'utf8');
  }
  return files;
}

/** A finding about a bucket that anyone may read, in the plain format. */
export function bucketFinding(bucket: string, account = '111111111111') {
  return {
    id: `finding-${bucket}`,
    control: 'S3.8',
    severity: 'HIGH',
    resource: {
      id: `arn:aws:s3:::${bucket}`,
      type: 'AWS::S3::Bucket',
      account,
      region: 'eu-west-1',
    },
  };
}

/** Terraform of a bucket without a public access block. */
export function bucketCode(bucket: string): string {
  const name = bucket.replaceAll('-', '_');
  return `resource "aws_s3_bucket" "${name}" {\n  bucket = "${bucket}"\n}\n`;
}

/** Waits until something holds; fails with what it was told last. */
export async function until(
  holds: () => Promise<boolean> | boolean,
  what: string,
  milliseconds = 25_000,
): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It never came about that ${what}.`);
    await sleep(50);
  }
}

/** Waits until no job runs, or waits for anything but a later time. */
export async function settled({ store }: TestService, milliseconds = 25_000): Promise<void> {
  const isSettled = async () => {
    const busy = await sql`
      select 1 from pgboss.job where state <= 'active' and start_after <= now()
      and name <> 'dead-letters' limit 1`.execute(store.db);
    return busy.rows.length === 0;
  };
  await until(isSettled, 'every job was done', milliseconds);
}
