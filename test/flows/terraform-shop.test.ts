import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from '../../src/entrances/command-line/program.ts';
import { caller } from '../support/caller.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

const reportSchema = z.object({
  findings: z.array(
    z.object({
      id: z.string(),
      control: z.string(),
      outcome: z.string(),
      reason: z.string().nullable(),
      location: z
        .object({ file: z.string(), line: z.number(), address: z.string(), confidence: z.string() })
        .nullable(),
      change: z.string().nullable(),
      proofs: z.array(z.object({ name: z.string(), passed: z.boolean() })),
    }),
  ),
  changes: z.array(
    z.object({
      id: z.string(),
      readyToMerge: z.boolean(),
      files: z.array(z.object({ path: z.string(), layers: z.array(z.string()), diff: z.string() })),
    }),
  ),
});

/** Decided by hand from the code: what must come of each finding, and where. */
const expected: readonly (readonly [number, string, string, string | null, string[]])[] = [
  // number, control, outcome, address, files that are edited
  [1, 'S3.8', 'fixed', 'aws_s3_bucket.assets', ['storefront/storage.tf']],
  [2, 'S3.8', 'fixed', 'aws_s3_bucket.invoices', ['storefront/storage.tf']],
  [3, 'S3.8', 'refused', 'aws_s3_bucket.landing', []],
  [4, 'S3.2', 'already-fixed', 'aws_s3_bucket.exports', []],
  [5, 'S3.8', 'not-located', null, []],
  [6, 'EC2.13', 'fixed', 'aws_security_group.bastion', ['storefront/terraform.tfvars']],
  [7, 'EC2.14', 'fixed', 'aws_security_group.desktop', ['storefront/network.tf']],
  [8, 'EC2.19', 'fixed', 'aws_security_group.desktop', ['storefront/network.tf']],
  [9, 'EC2.13', 'fixed', 'aws_security_group.jobs', ['storefront/network.tf']],
  [10, 'EC2.19', 'already-fixed', 'aws_security_group.web', []],
  [11, 'EC2.3', 'fixed', 'aws_ebs_volume.search', ['storefront/terraform.tfvars']],
  [12, 'EC2.7', 'fixed', 'aws_ebs_encryption_by_default.this', ['storefront/compute.tf']],
  [13, 'EC2.13', 'fixed', 'module.refunds.aws_security_group.writer', ['payments/main.tf']],
  [14, 'EC2.13', 'already-fixed', 'module.cards.aws_security_group.writer', []],
  [15, 'S3.8', 'fixed', 'module.cards.aws_s3_bucket.books', ['payments/modules/ledger/main.tf']],
  [16, 'S3.8', 'fixed', 'module.refunds.aws_s3_bucket.books', ['payments/modules/ledger/main.tf']],
];

describe('the findings of the sample shop', () => {
  let report: z.infer<typeof reportSchema>;

  beforeAll(async () => {
    const user = caller({ directory: fixtures });
    const status = await runCommandLine(user, [
      'fix',
      '--findings',
      'findings/terraform-shop.asff.json',
      '--repo',
      'repositories/terraform-shop',
      '--json',
    ]);
    expect([status, user.complained()]).toEqual([0, '']);
    report = reportSchema.parse(JSON.parse(user.printed()));
  });

  it.each(expected)('finding %i (%s) is %s at %s', (number, control, outcome, address, files) => {
    const found = report.findings.find(({ id }) =>
      id.includes(`/${String(number).padStart(8, '0')}-`),
    );
    const change = report.changes.find(({ id }) => id === found?.change);
    expect({
      control: found?.control,
      outcome: found?.outcome,
      address: found?.location?.address ?? null,
      files: change?.files.map(({ path }) => path) ?? [],
    }).toEqual({ control, outcome, address, files });
  });

  it('have a reason exactly where they are not fixed', () => {
    for (const { outcome, reason } of report.findings) {
      expect(reason === null).toBe(outcome === 'fixed');
    }
  });

  it('are fixed only with all eight proofs', () => {
    const fixed = report.findings.filter(({ outcome }) => outcome === 'fixed');
    for (const { proofs } of fixed) {
      expect(proofs).toHaveLength(8);
      expect(proofs.every(({ passed }) => passed)).toBe(true);
    }
  });

  it('are located at the line where the block begins', () => {
    for (const { location } of report.findings) {
      if (location === null) continue;
      const text = readFileSync(
        join(fixtures, 'repositories/terraform-shop', location.file),
        'utf8',
      );
      const [, type, name] = /([a-z_0-9]+)\.([a-z_0-9]+)$/.exec(location.address) ?? [];
      expect(text.split('\n')[location.line - 1]).toBe(`resource "${type}" "${name}" {`);
    }
  });

  it('are not ready to merge where a volume with data would be replaced', () => {
    const change = report.changes.find(({ files }) =>
      files.some(({ diff }) => diff.includes('+volume_encrypted')),
    );
    expect(change?.readyToMerge).toBe(false);
  });
});
