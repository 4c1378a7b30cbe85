import { expect, it } from 'vitest';
import { NO_CONFIG } from '../../../src/config/repository/config.ts';
import { languages } from '../../../src/jobs/languages.ts';
import { remediate } from '../../../src/jobs/remediate/remediate.ts';
import { loadTemplates } from '../../../src/pipeline/fix/index.ts';
import { finding } from '../../support/finding.ts';

const { templates } = loadTemplates([
  {
    path: 'template.yml',
    text: `id: acme.bucket
title: T
summary: S.
findings: { security-hub: [S3.8] }
terraform:
  - resource: aws_s3_bucket
    require:
      - property: object_lock_enabled
        equals: true
        provider: ">= 4.0"
        absent: [{ provider: "< 5.0", is: fails }, { provider: ">= 5.0", is: passes }]
`,
  },
]);
const bucket = 'resource "aws_s3_bucket" "it" {\n  bucket = "acme-assets"\n}\n';
const requires = (version: string) =>
  `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "${version}" }\n  }\n}\n`;
const lock = (version: string) =>
  `provider "registry.terraform.io/hashicorp/aws" {\n  version = "${version}"\n}\n`;

it.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ['a new one is locked', { '.terraform.lock.hcl': lock('5.31.0') }, /^already-fixed/],
  [
    'an older one is locked than is allowed',
    { 'versions.tf': requires('>= 3.0'), '.terraform.lock.hcl': lock('3.76.1') },
    /^refused: The fix needs version >= 4\.0 .* pins = 3\.76\.1: upgrade the provider first/,
  ],
  [
    'only older ones are allowed',
    { 'versions.tf': requires('~> 3.0') },
    /^refused: The fix needs version >= 4\.0 of the AWS provider, and the code pins ~> 3\.0/,
  ],
  [
    'the default differs among those that are allowed',
    { 'versions.tf': requires('>= 4.0') },
    /^refused: The code does not tell/,
  ],
  ['nothing is said of it', {}, /^refused: The code does not tell/],
])('a fix that depends on the provider version, where %s', async (_, files, expected) => {
  const texts = new Map(Object.entries({ ...files, 'main.tf': bucket }));
  const { outcomes } = await remediate({
    tree: {
      paths: () => [...texts.keys()].sort(),
      read: (path) => {
        const text = texts.get(path);
        return text === undefined ? { ok: false, reason: 'is not there' } : { ok: true, text };
      },
    },
    languages,
    templates,
    findings: [finding()],
    config: NO_CONFIG,
    state: null,
  });
  expect(outcomes.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual([
    expect.stringMatching(expected),
  ]);
});
