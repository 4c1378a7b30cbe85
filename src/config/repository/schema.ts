import { z } from 'zod';

/** The longest configuration file that is read, in UTF-16 units. */
export const MAX_CONFIG_LENGTH = 256 * 1024;

const text = z.string().min(1).max(500);
// One that begins otherwise fits no file, and what it excludes would be edited.
const pathPattern = text.regex(
  /^(?!\.?\/)(?!(.*\/)?\.\.(\/|$))[^\0\\]+$/,
  'must be a path pattern from the root of the repository: / between directories, none at the start',
);
const account = z.string().regex(/^\d{12}$/, 'must be an AWS account id: twelve digits, in quotes');
const region = z
  .string()
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'must be an AWS region like eu-west-1');
const directory = text.regex(
  /^(?!\/)(?!(.*\/)?\.\.(\/|$))[^\0\\]+$/,
  'must be a path inside the repository, with no leading / and no parent directories',
);

const scalar = z.union([z.string().max(2000), z.number(), z.boolean()]);
const parameterValue = z.union([
  scalar,
  z.array(scalar).max(200),
  z.record(z.string().max(200), z.union([scalar, z.array(scalar).max(200)])),
]);

const template = z.strictObject({
  enabled: z.boolean().optional().describe('Whether the template may be used. Default: true.'),
  parameters: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9_-]*$/, 'must be a parameter name'), parameterValue)
    .optional()
    .describe("Values for the template's parameters; `sprinkler templates show ID` lists them."),
});

const templates = z.record(
  z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'must be the id of a fix template'),
  template,
);

const severity = z.enum(['critical', 'high', 'medium', 'low', 'informational']);

const override = z
  .strictObject({
    paths: z
      .array(pathPattern)
      .min(1)
      .max(200)
      .optional()
      .describe('It is about blocks in these files. `*` stays in a directory, `**` spans them.'),
    environments: z
      .array(pathPattern)
      .min(1)
      .max(200)
      .optional()
      .describe(
        'It is about what these root modules, variable files of theirs, or templates make. With `paths`, both must fit.',
      ),
    enabled: z.boolean().optional().describe('Whether fixes are proposed there. Default: true.'),
    'minimum-severity': severity
      .optional()
      .describe('Findings below it are recorded and left alone there.'),
    templates: templates
      .optional()
      .describe('Settings per fix template there, on top of those for the repository.'),
  })
  .refine(
    ({ paths, environments }) => paths !== undefined || environments !== undefined,
    'needs `paths`, `environments` or both: what it is about',
  );

const hint = z.strictObject({
  resource: text.describe('The ARN or id of the cloud resource; `*` stands for any characters.'),
  address: text.describe(
    'The address of the resource in code (`module.site.aws_s3_bucket.this`), or a logical id.',
  ),
  directory: directory
    .optional()
    .describe('The root module or template that the address is in, where several could have it.'),
});

const placedDirectory = z.strictObject({
  path: directory.describe(
    'The directory of a root module or one above it, or the variable file of one of its environments.',
  ),
  account: account.optional().describe('The AWS account it is applied to.'),
  region: region.optional().describe('The region it is applied to.'),
});

const stack = z.strictObject({
  name: text.describe('The name of the CloudFormation stack; `*` stands for any characters.'),
  template: directory.describe('The template that the stack is deployed from.'),
  'parameter-file': directory
    .optional()
    .describe(
      'The parameter file it is deployed with (JSON or YAML); its values count for the stack, and edits go there.',
    ),
  account: account.optional().describe('The AWS account of the stack, where names repeat.'),
  region: region.optional().describe('The region of the stack, where names repeat.'),
});

/** `.github/sprinkler.yml` as it is written: everything may be left out, nothing may be misspelt. */
export const repositoryDocument = z
  .strictObject({
    version: z.literal(1).describe('The version of this format: 1.'),
    extends: z
      .union([z.string(), z.array(z.string()).max(10)])
      .optional()
      .describe(
        'What to build on: the name of a repository of the same owner, or `preset:NAME`; one or a list, later ones win. Maps are merged, lists are replaced.',
      ),
    mode: z
      .enum(['observe', 'issue', 'pull-request'])
      .optional()
      .describe(
        '`observe`: outcomes are reported, nothing is written. `issue`: fixes are proposed in issues. `pull-request`: fixes are proposed as pull requests. Default: observe.',
      ),
    limits: z
      .strictObject({
        open: z
          .int()
          .min(0)
          .max(1000)
          .optional()
          .describe('How many pull requests may be open at once. Default: 10.'),
        'per-hour': z
          .int()
          .min(0)
          .max(1000)
          .optional()
          .describe('How many pull requests may be opened in an hour. Default: 4.'),
      })
      .optional()
      .describe('How much may be asked of reviewers.'),
    templates: templates.optional().describe('Settings per fix template, by its id.'),
    paths: z
      .strictObject({
        include: z
          .array(pathPattern)
          .max(200)
          .optional()
          .describe('Only these paths are edited. `*` stays in a directory, `**` spans them.'),
        exclude: z.array(pathPattern).max(200).optional().describe('These paths are never edited.'),
      })
      .optional()
      .describe('Which files may be edited.'),
    'minimum-severity': severity
      .optional()
      .describe('Findings below it are recorded and left alone. Default: informational.'),
    overrides: z
      .array(override)
      .max(200)
      .optional()
      .describe(
        'What holds for some of the code only. All that are about a place count there, later ones win.',
      ),
    hints: z
      .array(hint)
      .max(1000)
      .optional()
      .describe('Which code made a resource, where Sprinkler cannot tell. The first match counts.'),
    'trace-tags': z
      .array(text)
      .max(50)
      .optional()
      .describe(
        'Keys of tags whose value stands in one block of code only: what your own tooling writes to trace a resource. Those of Yor are known.',
      ),
    directories: z
      .array(placedDirectory)
      .max(1000)
      .optional()
      .describe(
        'Which account and region a root module, or what is below a directory, is applied to.',
      ),
    stacks: z
      .array(stack)
      .max(1000)
      .optional()
      .describe('Which template a CloudFormation stack is deployed from.'),
    'apply-environments': z
      .array(text)
      .max(50)
      .optional()
      .describe(
        "GitHub environments to which a successful deployment means that this repository's code was applied: then Sprinkler knows when. Default: none.",
      ),
    'publish-on-public-repository': z
      .boolean()
      .optional()
      .describe(
        'Whether an exposure that is not fixed yet may be published on a public repository. Default: false.',
      ),
  })
  .describe('The configuration of Sprinkler for one repository, at .github/sprinkler.yml.');

/** What a file says, before presets, inheritance and defaults. */
export type RepositoryDocument = z.infer<typeof repositoryDocument>;
