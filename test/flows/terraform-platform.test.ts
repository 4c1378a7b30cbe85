import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from '../../src/entrances/command-line/program.ts';
import { caller } from '../support/caller.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

const reportSchema = z.object({
  findings: z.array(
    z.object({
      id: z.string(),
      outcome: z.string(),
      reason: z.string().nullable(),
      location: z
        .object({
          file: z.string(),
          address: z.string(),
          evidence: z.array(z.object({ kind: z.string() })),
        })
        .nullable(),
      change: z.string().nullable(),
    }),
  ),
  changes: z.array(
    z.object({
      id: z.string(),
      findings: z.array(z.string()),
      files: z.array(z.object({ path: z.string(), layers: z.array(z.string()) })),
    }),
  ),
});

const assets = 'module.site.module.assets.aws_s3_bucket.this';
const orders = 'module.site.aws_dynamodb_table.by_name["orders"]';
const sessions = 'module.site.aws_dynamodb_table.sessions';
const bucket = 'modules/bucket/main.tf';
const site = 'modules/site/main.tf';
const network = 'network/main.tf';
const tools = 'tools/main.tf';

type Row = readonly [number, string, string, string | null, string | null, string | null];

/** Decided by hand from the code: number, what it is about, outcome, address and file, then file and layer of the edit. */
const expected: readonly Row[] = [
  [
    1,
    'an argument at the call two modules up',
    'fixed',
    assets,
    bucket,
    'live/prod/main.tf module-argument',
  ],
  [
    2,
    'the same argument',
    'fixed',
    'module.site.module.media.aws_s3_bucket.this',
    bucket,
    'live/prod/main.tf module-argument',
  ],
  [3, 'another environment, which is right', 'already-fixed', assets, bucket, null],
  [4, 'the same name in the sandbox, which is right', 'already-fixed', assets, bucket, null],
  [5, 'an entry of the map behind for_each', 'fixed', orders, site, 'live/prod/main.tf map-entry'],
  [6, 'the same name in the sandbox', 'fixed', orders, site, 'live/sandbox/main.tf map-entry'],
  [
    7,
    'the entry beside it, which is right',
    'already-fixed',
    'module.site.aws_dynamodb_table.by_name["carts"]',
    site,
    null,
  ],
  [8, "the module's own source", 'fixed', sessions, site, 'modules/site/main.tf module-source'],
  [9, 'the same source in staging', 'fixed', sessions, site, 'modules/site/main.tf module-source'],
  [
    10,
    'the variable file of one environment',
    'fixed',
    'aws_security_group.admin',
    network,
    'network/envs/prod.tfvars variable-file',
  ],
  [
    11,
    'another environment, which is right',
    'already-fixed',
    'aws_security_group.admin',
    network,
    null,
  ],
  [
    12,
    'an element of the list behind a dynamic block',
    'fixed',
    'aws_security_group.gateway',
    network,
    'network/main.tf list-element',
  ],
  [
    13,
    'a default that environments share',
    'fixed',
    'aws_dynamodb_table.leases',
    network,
    'network/envs/prod.tfvars variable-file',
  ],
  [14, 'a missing companion', 'fixed', 'aws_s3_bucket.artifacts', tools, 'tools/main.tf companion'],
  [15, 'commented-out code', 'not-located', null, null, null],
  [16, 'count = 0', 'not-located', null, null, null],
  [
    17,
    'a random name, with a hint',
    'fixed',
    'aws_s3_bucket.scratch',
    tools,
    'tools/main.tf companion',
  ],
  [
    18,
    'a variable default that nothing overrides',
    'fixed',
    'aws_dynamodb_table.locks',
    tools,
    'tools/main.tf variable-default',
  ],
  [19, 'a local', 'fixed', 'aws_dynamodb_table.locks', tools, 'tools/main.tf local'],
  [
    20,
    'a literal in place',
    'fixed',
    'aws_dynamodb_table.releases',
    tools,
    'tools/main.tf resource',
  ],
  [
    21,
    'a trace tag of the configuration',
    'fixed',
    'aws_ebs_volume.cache',
    tools,
    'tools/main.tf resource',
  ],
  [
    22,
    'a state older than a moved block',
    'fixed',
    'aws_s3_bucket.statements',
    tools,
    'tools/main.tf companion',
  ],
  [23, 'an import block', 'fixed', 'aws_s3_bucket.inherited', tools, 'tools/main.tf companion'],
  [
    24,
    'a registry module, input set',
    'fixed',
    'module.vault.aws_s3_bucket.this[0]',
    tools,
    'tools/main.tf module-argument',
  ],
  [
    25,
    'a registry module, input not set',
    'fixed',
    'module.ledger.aws_dynamodb_table.this[0]',
    tools,
    'tools/main.tf module-argument',
  ],
  [26, 'a module of someone else', 'refused', 'module.warehouse.aws_s3_bucket.raw', tools, null],
  [
    27,
    'a directory of the configuration',
    'fixed',
    'aws_dynamodb_table.audit',
    'audit/eu/main.tf',
    'audit/eu/main.tf resource',
  ],
  [
    28,
    'the other directory',
    'fixed',
    'aws_dynamodb_table.audit',
    'audit/us/main.tf',
    'audit/us/main.tf resource',
  ],
  [29, 'twins', 'ambiguous', 'aws_dynamodb_table.twin', 'twins/a/main.tf', null],
  [30, 'the default group of a VPC', 'fixed', 'aws_vpc.main', network, 'network/main.tf companion'],
  [
    31,
    'an input of Terragrunt',
    'fixed',
    'aws_dynamodb_table.this',
    'modules/cache/main.tf',
    'terragrunt/prod/cache/terragrunt.hcl variable-file',
  ],
  [
    32,
    'the account of the state',
    'fixed',
    'aws_dynamodb_table.entries',
    'ledger/prod/main.tf',
    'ledger/prod/main.tf resource',
  ],
  [
    33,
    'a provider that Terragrunt generates',
    'fixed',
    'aws_dynamodb_table.this',
    'modules/queue/main.tf',
    'terragrunt/dev/queue/terragrunt.hcl variable-file',
  ],
  [
    34,
    'the same unit in another account',
    'fixed',
    'aws_dynamodb_table.this',
    'modules/queue/main.tf',
    'terragrunt/prod/queue/terragrunt.hcl variable-file',
  ],
];

describe('the findings of the sample platform', () => {
  const bodies = mkdtempSync(join(tmpdir(), 'sprinkler-platform-'));
  let report: z.infer<typeof reportSchema>;
  const numbered = (number: number) =>
    report.findings.find(({ id }) => id.includes(`/${String(number).padStart(8, '0')}-`));

  beforeAll(async () => {
    const user = caller({ directory: fixtures });
    const status = await runCommandLine(user, [
      'fix',
      '--findings',
      'findings/terraform-platform.asff.json',
      '--state',
      'findings/terraform-platform.tfstate',
      '--repo',
      'repositories/terraform-platform',
      '--pr-body',
      bodies,
      '--json',
    ]);
    expect([status, user.complained()]).toEqual([0, '']);
    report = reportSchema.parse(JSON.parse(user.printed()));
  });

  afterAll(() => rmSync(bodies, { recursive: true, force: true }));

  it.each(expected)('finding %i, %s, is %s at %s', (number, _, outcome, address, file, edit) => {
    const found = numbered(number);
    const change = report.changes.find(({ id }) => id === found?.change);
    const edits = change?.files.flatMap(({ path, layers }) =>
      layers.map((one) => `${path} ${one}`),
    );
    expect({
      outcome: found?.outcome,
      address: found?.location?.address ?? null,
      file: found?.location?.file ?? null,
    }).toEqual({ outcome, address, file });
    if (edit === null) expect(edits).toBeUndefined();
    else expect(edits).toContain(edit);
  });

  it('finding 32 is told from its namesake by the account of the state', () => {
    const kinds = numbered(32)?.location?.evidence.map(({ kind }) => kind);
    expect(kinds).toEqual(['name', 'backend']);
  });

  it.each([
    [8, "the module's other callers", /sessions in live\/dev.*in live\/sandbox.*in live\/staging/],
    [8, 'that every call changes', /every call of the module changes/],
    [1, 'what else the argument decides', /whatever else uses that changes with it/],
    [10, 'the variable file', /admin_cidrs in network\/envs\/prod\.tfvars/],
    [13, 'that other environments keep the default', /the others keep the default of the variable/],
    [18, 'that a default may be overridden', /counts only where no -var option, TF_VAR_ variable/],
  ])('the pull request of finding %i names %s', (number, _, words) => {
    const change = numbered(number)?.change;
    const body = readFileSync(join(bodies, `${change}.md`), 'utf8');
    expect(body.replaceAll('\\', '')).toMatch(words);
  });

  it('are all of them', () => {
    expect(report.findings).toHaveLength(expected.length);
  });

  it.each([
    [1, 2],
    [8, 9],
  ])('%i and %i have one deciding place, and one change', (one, other) => {
    expect(numbered(one)?.change).toBe(numbered(other)?.change);
  });

  it.each([
    [17, 'hint'],
    [21, 'trace-tag'],
    [22, 'state'],
    [23, 'import-block'],
    [30, 'state'],
  ])('finding %i is located by %s', (number, kind) => {
    expect(numbered(number)?.location?.evidence[0]?.kind).toBe(kind);
  });
});
