import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { OperatorConfig } from '../../../src/config/operator/config.ts';
import type { Clock } from '../../../src/foundation/clock.ts';
import { createLog } from '../../../src/foundation/log.ts';
import { type FakeConfig, type FakeResource, fakeConfig } from '../../aws-fakes/config-service.ts';
import { type FakeSecurityHub, fakeSecurityHub } from '../../aws-fakes/security-hub.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../../aws-fakes/setting.ts';
import { type FakeQueue, fakeQueue } from '../../aws-fakes/sqs.ts';
import type { TestService } from '../../entrances/service.ts';
import { type Simulator, startSimulator } from '../../github-simulator/simulator.ts';
import type { Repository } from '../../github-simulator/state.ts';
import type { PostgresServer } from '../../store/databases.ts';
import { bucketCode, CONFIG, startApp } from '../../support/app.ts';
import { startWebhookRelay, type WebhookRelay } from './webhook-relay.ts';

export const OWNER = 'acme';
export const REPOSITORIES = ['infra', 'shops'] as const;

const operator: OperatorConfig = {
  owners: new Map([
    [
      OWNER,
      {
        owner: OWNER,
        accounts: null,
        findingsTokens: ['token-of-acme'],
        sources: [
          { kind: 'security-hub', ...ownAccess, products: [], severities: [], writeBack: true },
          { kind: 'config', ...ownAccess, aggregator: null },
          { kind: 'sqs', ...ownAccess, queueUrl: 'https://sqs.invalid/1/q' },
        ],
        state: [],
      },
    ],
  ]),
};

/** A clock that stands until it is moved. */
export class DrivenClock implements Clock {
  #now: Date;

  constructor(start: Date) {
    this.#now = start;
  }

  now(): Date {
    return this.#now;
  }

  pass(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

/** Everything that the app talks to. */
export interface World {
  readonly clock: DrivenClock;
  readonly simulator: Simulator;
  /** Buckets are in them by turns, two and two. */
  readonly repositories: readonly Repository[];
  readonly hub: FakeSecurityHub;
  readonly config: FakeConfig;
  readonly queue: FakeQueue;
  readonly aws: AwsSetting;
  readonly relay: WebhookRelay;
  readonly server: PostgresServer;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** Every other bucket has code from the start. */
export async function openWorld(server: PostgresServer, buckets: number): Promise<World> {
  const clock = new DrivenClock(new Date('2026-01-05T00:00:00Z'));
  const simulator = await startSimulator({ now: () => clock.now() });
  simulator.limits.writesPerMinute = Number.POSITIVE_INFINITY;
  simulator.limits.requestsPerHour = Number.POSITIVE_INFINITY;
  simulator.person('alice');
  const coded = Array.from({ length: buckets }, (_, index) => index).filter((n) => n % 2 === 0);
  const repositories: Repository[] = [];
  for (const [place, name] of REPOSITORIES.entries()) {
    const own = coded.filter((n) => placeOf(n) === place);
    const files = Object.fromEntries(own.map((n) => [pathOf(n), bucketCode(nameOf(n))]));
    repositories.push(
      await simulator.repository(
        `${OWNER}/${name}`,
        { '.github/sprinkler.yml': CONFIG, ...files },
        { collaborators: { alice: 'admin' } },
      ),
    );
  }
  simulator.install(OWNER, repositories);
  const hub = fakeSecurityHub();
  hub.now = () => clock.now();
  const config = fakeConfig();
  config.time = clock.now().getTime() / 1000;
  config.rules.push({
    name: 'no-public-buckets',
    account: '111111111111',
    region: 'eu-west-1',
    identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    parameters: {},
    type: 'AWS::S3::Bucket',
    verdicts: new Map(),
  });
  for (let bucket = 0; bucket < buckets; bucket++) config.resources.push(resourceOf(bucket));
  const queue = fakeQueue();
  const aws = await openAwsSetting([hub.service, config.service, queue.service], {
    maxAttempts: 3,
  });
  const relay = await startWebhookRelay();
  const databaseUrl = await freshDatabase(server);
  return {
    clock,
    simulator,
    repositories,
    hub,
    config,
    queue,
    aws,
    relay,
    server,
    databaseUrl,
    close: async () => {
      await relay.close();
      await simulator.close();
      await aws.close();
    },
  };
}

/** Starts the app in a world, or starts it again. */
export async function startIn(world: World): Promise<TestService> {
  const { simulator, relay, clock, aws, databaseUrl } = world;
  const app = await startApp(
    simulator,
    { databaseUrl, dataDirectory: '/nowhere' },
    {
      operator,
      clock,
      clients: aws.clients,
      log: createLog(process.env.TEST_LOG ?? 'silent'),
    },
  );
  relay.target = `${app.url}/api/github/webhooks`;
  simulator.webhooks.target = relay.url;
  return app;
}

/** Asks the world's database over a connection that no fault touches; waits while the server is away. */
export async function ask(
  { databaseUrl }: World,
  text: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'observer' });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

export function nameOf(bucket: number): string {
  return `acme-soak-${bucket}-x`;
}

/** Which of the repositories a bucket's code is in. */
export function repositoryOf({ repositories }: World, bucket: number): Repository {
  const repository = repositories[placeOf(bucket)];
  if (repository === undefined) throw new Error('the world has too few repositories');
  return repository;
}

function placeOf(bucket: number): number {
  return Math.floor(bucket / 2) % REPOSITORIES.length;
}

function resourceOf(bucket: number): FakeResource {
  const name = nameOf(bucket);
  return {
    id: name,
    type: 'AWS::S3::Bucket',
    account: '111111111111',
    region: 'eu-west-1',
    name,
    arn: `arn:aws:s3:::${name}`,
    tags: {},
    configuration: { name },
  };
}

export function pathOf(bucket: number): string {
  return `b${bucket}/main.tf`;
}

async function freshDatabase({ url }: PostgresServer): Promise<string> {
  const name = `soak_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const location = new URL(url);
  location.pathname = `/${name}`;
  return location.href;
}
