import { expect, it } from 'vitest';
import { instancesOf } from '../code-of.ts';

const bucket = 'resource "aws_s3_bucket" "x" {}\n';
const requires = (version: string) =>
  `terraform {\n  required_providers {\n    aws = ${version}\n  }\n}\n`;
const lock = (version: string) =>
  `provider "registry.terraform.io/hashicorp/random" {\n  version = "3.0.0"\n}\nprovider "registry.terraform.io/hashicorp/aws" {\n  version     = "${version}"\n  constraints = "~> 5.0"\n}\n`;

it.each<[string, Readonly<Record<string, string>>, string | null]>([
  ['nothing', { 'main.tf': bucket }, null],
  [
    'required_providers',
    {
      'main.tf': bucket,
      'versions.tf': requires('{ source = "hashicorp/aws", version = "~> 5.0" }'),
    },
    '~> 5.0',
  ],
  ['the short form', { 'main.tf': bucket + requires('"~> 3.0"') }, '~> 3.0'],
  [
    'the lock file, which wins',
    { 'a/main.tf': bucket + requires('"~> 5.0"'), 'a/.terraform.lock.hcl': lock('5.31.0') },
    '= 5.31.0',
  ],
  [
    'a module and its caller together',
    {
      'main.tf': `${requires('{ version = ">= 4.0" }')}module "m" {\n  source = "./m"\n}\n`,
      'm/main.tf': bucket + requires('{ version = "< 6.0" }'),
    },
    '< 6.0, >= 4.0',
  ],
])('the provider version is what %s says', (_, files, version) => {
  const [instance] = instancesOf(files, 'aws_s3_bucket');
  expect(instance?.providerVersion).toBe(version);
});
