import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Attributes, type PlannedChange, planSchema, providersSchema } from './schema.ts';

/** Terraform with the AWS provider of a mirror, offline: it plans without reading or changing anything in AWS. */
export class Terraform {
  readonly #environment: NodeJS.ProcessEnv;

  /** `work`: a directory of its own. `plugins`: a `filesystem_mirror` with hashicorp/aws. */
  constructor(work: string, plugins: string) {
    const path = join(work, 'cli.tfrc');
    const mirror = `filesystem_mirror {\n    path = ${JSON.stringify(plugins)}\n  }`;
    writeFileSync(path, `provider_installation {\n  ${mirror}\n}\n`);
    this.#environment = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_REGION: 'eu-west-1',
      TF_CLI_CONFIG_FILE: path,
      TF_IN_AUTOMATION: '1',
    };
  }

  init(directory: string): void {
    this.#run(directory, 'init', '-input=false', '-no-color');
  }

  /** What a plan of the directory would do to managed resources. */
  plan(directory: string): readonly PlannedChange[] {
    this.#run(directory, 'plan', '-refresh=false', '-input=false', '-no-color', '-out=plan.bin');
    const shown: unknown = JSON.parse(this.#run(directory, 'show', '-json', 'plan.bin'));
    return planSchema
      .parse(shown)
      .resource_changes.filter(
        ({ mode, change: { actions } }) => mode === 'managed' && actions.join() !== 'no-op',
      );
  }

  /** The attributes of every resource type of the provider, which is slow to tell. */
  attributes(directory: string): ReadonlyMap<string, Attributes> {
    const told: unknown = JSON.parse(this.#run(directory, 'providers', 'schema', '-json'));
    const aws = providersSchema.parse(told).provider_schemas['registry.terraform.io/hashicorp/aws'];
    return new Map(
      Object.entries(aws.resource_schemas).map(([type, { block }]) => [type, block.attributes]),
    );
  }

  #run(directory: string, ...args: readonly string[]): string {
    return execFileSync('terraform', [`-chdir=${directory}`, ...args], {
      env: this.#environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 256_000_000,
    });
  }
}
