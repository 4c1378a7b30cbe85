import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { S3Client } from '@aws-sdk/client-s3';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SQSClient } from '@aws-sdk/client-sqs';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsAccess } from '../model/aws-access.ts';
import { limitAnswers } from './limit-answers.ts';

/** The ways into AWS, one client for each region and role, kept so that their pace of retries is shared. */
export interface AwsClients {
  securityHub(access: AwsAccess): SecurityHubClient;
  config(access: AwsAccess): ConfigServiceClient;
  sqs(access: AwsAccess): SQSClient;
  s3(access: AwsAccess): S3Client;
  /** Closes every connection. */
  close(): void;
}

export interface AwsClientOptions {
  /** How often a call is tried before it fails; default 8. */
  readonly maxAttempts?: number;
  /** The largest answer that is read, in bytes; default 64 MiB. A page of findings has 24 MB at most. */
  readonly maxAnswerBytes?: number;
}

const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 60_000;

/**
 * Makes clients as they are asked for. Endpoints, proxies and the service's own credentials are the
 * SDK's (`AWS_ENDPOINT_URL` and the others). Throttled calls are tried again at an adaptive pace.
 */
export function createAwsClients(options: AwsClientOptions = {}): AwsClients {
  const securityHub = kept(options, (settings) => new SecurityHubClient(settings));
  const config = kept(options, (settings) => new ConfigServiceClient(settings));
  // The queue's own URL must not overrule AWS_ENDPOINT_URL.
  const sqs = kept(
    options,
    (settings) => new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
  );
  const s3 = kept(options, (settings) => new S3Client(settings));
  return {
    securityHub: securityHub.at,
    config: config.at,
    sqs: sqs.at,
    s3: s3.at,
    close: () => {
      for (const clients of [securityHub, config, sqs, s3]) clients.close();
    },
  };
}

interface Client {
  readonly middlewareStack: unknown;
  destroy(): void;
}

function kept<C extends Client>(
  options: AwsClientOptions,
  create: (settings: ReturnType<typeof settingsFor>) => C,
): { at(access: AwsAccess): C; close(): void } {
  const clients = new Map<string, C>();
  return {
    at: (access) => {
      const key = JSON.stringify([access.region, access.roleArn, access.externalId]);
      const known = clients.get(key);
      if (known !== undefined) return known;
      const client = create(settingsFor(access, options));
      limitAnswers(client, options.maxAnswerBytes ?? 64 * 1024 * 1024);
      clients.set(key, client);
      return client;
    },
    close: () => {
      for (const client of clients.values()) client.destroy();
      clients.clear();
    },
  };
}

function settingsFor(access: AwsAccess, options: AwsClientOptions) {
  const { region, roleArn, externalId } = access;
  const role = { RoleArn: roleArn ?? '', RoleSessionName: 'sprinkler' };
  return {
    region,
    retryMode: 'adaptive',
    maxAttempts: options.maxAttempts ?? 8,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
    ...(roleArn === null
      ? {}
      : {
          credentials: fromTemporaryCredentials({
            params: externalId === null ? role : { ...role, ExternalId: externalId },
            clientConfig: { region },
          }),
        }),
  };
}
