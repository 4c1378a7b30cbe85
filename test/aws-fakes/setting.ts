import { type AwsClientOptions, type AwsClients, createAwsClients } from '../../src/aws/clients.ts';
import type { AwsAccess } from '../../src/model/aws-access.ts';
import { type AwsFake, type FakeService, startAwsFake } from './server.ts';

/** A fake and clients that reach it, as the SDK's own environment variables say. */
export interface AwsSetting {
  readonly fake: AwsFake;
  readonly clients: AwsClients;
  close(): Promise<void>;
}

export const ownAccess: AwsAccess = { region: 'eu-west-1', roleArn: null, externalId: null };

/** Starts the fake and points the SDK at it. One at a time within a process. */
export async function openAwsSetting(
  services: readonly FakeService[],
  options: AwsClientOptions = {},
): Promise<AwsSetting> {
  const fake = await startAwsFake(services);
  const variables = {
    AWS_ENDPOINT_URL: fake.url,
    AWS_ACCESS_KEY_ID: 'OWN',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  Object.assign(process.env, variables);
  const clients = createAwsClients(options);
  return {
    fake,
    clients,
    close: async () => {
      clients.close();
      await fake.close();
      for (const name of Object.keys(variables)) delete process.env[name];
    },
  };
}
