import { z } from 'zod';

const account = z.string().regex(/^\d{12}$/, 'must be an AWS account id: twelve digits, in quotes');
const region = z
  .string()
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'must be an AWS region like eu-west-1');
const role = z
  .string()
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'must be the ARN of an IAM role');
const variable = z
  .string()
  .regex(
    /^[A-Z_][A-Z0-9_]*$/,
    'must be the name of an environment variable, not the secret itself',
  );

const access = {
  region: region.describe('The region to ask.'),
  'role-arn': role.optional().describe('The role to assume; without it, the own credentials.'),
  'external-id': z.string().min(2).max(1224).optional().describe('For the role.'),
};

const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('security-hub').describe('Findings of AWS Security Hub.'),
    ...access,
    products: z
      .array(z.string().min(1).max(128))
      .max(20)
      .optional()
      .describe('Only findings of these products (`Security Hub`, `Prowler`). Default: all.'),
    severities: z
      .array(z.enum(['critical', 'high', 'medium', 'low', 'informational']))
      .optional()
      .describe('Only findings of these severities. Default: all.'),
    'write-back': z
      .boolean()
      .optional()
      .describe(
        'Whether a finding gets the workflow status NOTIFIED and a note with its pull request. Default: false.',
      ),
  }),
  z.strictObject({
    kind: z.literal('config').describe('Non-compliant resources of AWS Config.'),
    ...access,
    aggregator: z.string().max(256).optional().describe('The name of a configuration aggregator.'),
  }),
  z.strictObject({
    kind: z.literal('sqs').describe('A queue that EventBridge writes findings to.'),
    ...access,
    'queue-url': z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .describe('The URL of the queue.'),
  }),
]);

const stateLocation = z.strictObject({
  bucket: z.string().min(3).max(63).describe('The S3 bucket that holds Terraform state.'),
  prefix: z.string().max(1024).optional().describe('Only keys that begin so.'),
  ...access,
});

const owner = z.strictObject({
  accounts: z
    .array(account)
    .min(1)
    .max(10_000)
    .describe('The AWS accounts that belong to the owner. A finding of another one is rejected.'),
  'findings-tokens': z
    .array(variable)
    .max(20)
    .optional()
    .describe('The environment variables that hold the tokens for POST /findings.'),
  sources: z.array(source).max(200).optional().describe('Where findings are fetched from.'),
  state: z
    .array(stateLocation)
    .max(200)
    .optional()
    .describe('The S3 locations from which Terraform state may be read.'),
  'weekly-issue': z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'must be the name of a repository, without its owner')
    .optional()
    .describe(
      'A private repository of the owner, with the app installed: one issue there tells every Monday how long findings of all its repositories take. Default: none.',
    ),
  'unmanaged-issues': z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'must be the name of a repository, without its owner')
    .optional()
    .describe(
      "A private repository of the owner, with the app installed: one issue there for each resource that no code makes. Default: only the operator's dashboard tells.",
    ),
});

/** The operator's file, as it is written. */
export const operatorDocument = z
  .strictObject({
    version: z.literal(1).describe('The version of this format: 1.'),
    owners: z
      .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'must be a GitHub login'), owner)
      .describe('The GitHub owners (users or organisations) that are served, by login.'),
  })
  .describe('The operator configuration of Sprinkler, at SPRINKLER_OPERATOR_CONFIG.');

export type OperatorDocument = z.infer<typeof operatorDocument>;
