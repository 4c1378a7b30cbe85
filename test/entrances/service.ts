import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Environment } from '../../src/config/environment.ts';
import type { OperatorConfig } from '../../src/config/operator/config.ts';
import {
  type Service,
  type ServiceOptions,
  startService,
} from '../../src/entrances/server/service.ts';
import { systemClock } from '../../src/foundation/clock.ts';
import { createLog } from '../../src/foundation/log.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import type { StoreLocation } from '../../src/store/connection.ts';
import type { Store } from '../../src/store/store.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** Two owners with an account and a token each; the first has a second token. */
export const operator: OperatorConfig = {
  owners: new Map(
    ['acme', 'globex'].map((owner, index) => [
      owner,
      {
        owner,
        accounts: new Set([String(index + 1).repeat(12)]),
        findingsTokens: [`token-of-${owner}`, `next-token-of-${owner}`],
        sources: [],
        state: [],
      },
    ]),
  ),
};

/** A running service, its store and what it logged. */
export interface TestService {
  readonly service: Service;
  readonly store: Store;
  readonly url: string;
  readonly logged: readonly string[];
}

/** Starts a service on a free port of loopback. */
export async function startTestService(
  location: StoreLocation,
  differs: Partial<ServiceOptions> = {},
  environment: Partial<Environment> = {},
): Promise<TestService> {
  const logged: string[] = [];
  const stores: Store[] = [];
  const service = await startService({
    environment: {
      ...location,
      github: { appId: 1, privateKey, webhookSecret: 'webhook-secret' },
      githubApiUrl: 'http://127.0.0.1:1',
      role: 'all',
      host: '127.0.0.1',
      port: 0,
      logLevel: 'info',
      adminToken: null,
      ...environment,
    },
    operator,
    log: createLog('debug', (line) => logged.push(line)),
    clock: systemClock,
    metrics: createMetrics(),
    ...differs,
    startJobs: async (store) => {
      stores.push(store);
      await differs.startJobs?.(store);
    },
  });
  const [store] = stores;
  if (store === undefined || service.url === null) throw new Error('The service has no store.');
  return { service, store, url: service.url, logged };
}

/** Sends a signed delivery. */
export async function deliver(
  url: string,
  event: string,
  payload: unknown,
  differs: { readonly id?: string; readonly secret?: string } = {},
): Promise<Response> {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', differs.secret ?? 'webhook-secret')
    .update(body)
    .digest('hex');
  return fetch(`${url}/api/github/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': differs.id ?? randomUUID(),
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
  });
}

/** Posts findings. */
export async function post(
  url: string,
  findings: unknown,
  token = 'token-of-acme',
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${url}/findings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: typeof findings === 'string' ? findings : JSON.stringify(findings),
  });
}
