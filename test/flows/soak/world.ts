import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { OperatorConfig } from '../../../src/config/operator/config.ts';
import type { Clock } from '../../../src/foundation/clock.ts';
import { createLog } from '../../../src/foundation/log.ts';
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
  readonly repository: Repository;
  readonly hub: FakeSecurityHub;
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
  const repository = await simulator.repository(
    `${OWNER}/infra`,
    {
      '.github/sprinkler.yml': CONFIG,
      ...Object.fromEntries(coded.map((n) => [pathOf(n), bucketCode(nameOf(n))])),
    },
    { collaborators: { alice: 'admin' } },
  );
  simulator.install(OWNER, [repository]);
  const hub = fakeSecurityHub();
  hub.now = () => clock.now();
  const queue = fakeQueue();
  const aws = await openAwsSetting([hub.service, queue.service], { maxAttempts: 3 });
  const relay = await startWebhookRelay();
  const databaseUrl = await freshDatabase(server);
  return {
    clock,
    simulator,
    repository,
    hub,
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
