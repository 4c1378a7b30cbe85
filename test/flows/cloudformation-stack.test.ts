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
      location: z.object({ file: z.string(), address: z.string() }).nullable(),
      risk: z.object({ update: z.string() }).nullable(),
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

/** Decided by hand from the templates: what must come of each finding, and where. Null: not located. */
const expected: readonly (readonly [number, string, string, string | null, string[]])[] = [
  // number, control, outcome, template and logical id, files and layers that are edited
  [1, 'S3.8', 'fixed', 'storage.yaml MarketingAssets', ['storage.yaml resource']],
  [2, 'S3.8', 'refused', 'storage.yaml Website', []],
  [3, 'S3.8', 'fixed', 'storage.yaml Exports', ['storage.yaml resource']],
  [4, 'S3.8', 'fixed', 'orders/template.yaml Invoices', ['orders/template.yaml resource']],
  [5, 'S3.8', 'refused', 'cdk.out/Shop.template.json AssetsBucket5CB76180', []],
  // A name that only begins like one in the code, and the same logical id in another stack.
  [6, 'S3.8', 'not-located', null, []],
  [7, 'S3.8', 'not-located', null, []],
  [8, 'EC2.3', 'fixed', 'storage.yaml CacheVolume', ['params/storage-prod.json parameter-file']],
  [9, 'EC2.3', 'fixed', 'storage.yaml CartVolume', ['storage.yaml mapping']],
  // A volume of an instance that carries the tags of its Auto Scaling group.
  [10, 'EC2.3', 'not-located', null, []],
  [11, 'EC2.13', 'fixed', 'network.json WebGroup', ['network.json resource']],
  [12, 'EC2.14', 'already-fixed', 'network.json WebGroup', []],
  [13, 'EC2.13', 'fixed', 'compute.yml HostGroup', ['compute.yml resource']],
  [14, 'EC2.14', 'fixed', 'network.json AdminGroup', ['network.json resource']],
  [15, 'S3.8', 'fixed', 'storage.yaml AccessLogs', ['storage.yaml resource']],
];

describe('the findings of the sample stacks', () => {
  let report: z.infer<typeof reportSchema>;

  beforeAll(async () => {
    const user = caller({ directory: fixtures });
    const status = await runCommandLine(user, [
      'fix',
      '--findings',
      'findings/cloudformation-stack.asff.json',
      '--repo',
      'repositories/cloudformation-stack',
      '--json',
    ]);
    expect([status, user.complained()]).toEqual([0, '']);
    report = reportSchema.parse(JSON.parse(user.printed()));
  });

  const findingOf = (number: number) =>
    report.findings.find(({ id }) => id.includes(`/${String(number).padStart(8, '0')}-`));
  const changeOf = (number: number) =>
    report.changes.find(({ id }) => id === findingOf(number)?.change);

  it.each(expected)('finding %i (%s) is %s at %s', (number, control, outcome, place, files) => {
    const found = findingOf(number);
    const location = found?.location ?? null;
    expect({
      control: found?.control,
      outcome: found?.outcome,
      place: location === null ? null : `${location.file} ${location.address}`,
      files: changeOf(number)?.files.map(({ path, layers }) => `${path} ${layers.join()}`) ?? [],
    }).toEqual({ control, outcome, place, files });
  });

  it('are fixed only with every proof', () => {
    for (const { outcome, proofs } of report.findings) {
      if (outcome !== 'fixed') continue;
      expect(proofs.length).toBeGreaterThan(0);
      expect(proofs.filter(({ passed }) => !passed)).toEqual([]);
    }
  });

  it('name what to edit where the template is generated', () => {
    expect(findingOf(5)?.reason).toContain('Shop/Assets/Resource');
  });

  it('are not ready to merge where CloudFormation would refuse the update', () => {
    for (const number of [8, 9]) {
      expect(findingOf(number)?.risk?.update).toBe('update-fails');
      expect(changeOf(number)?.readyToMerge).toBe(false);
    }
    expect(changeOf(1)?.readyToMerge).toBe(true);
  });

  it('keep comments and what is beside the edit', () => {
    const diff = changeOf(1)?.files[0]?.diff ?? '';
    const removed = diff.split('\n').filter((line) => /^-[^-]/.test(line));
    expect(removed).toEqual([
      '-      AccessControl: !Ref AssetsAcl # asked for by the agency',
      '-        BlockPublicAcls: false',
      '-        BlockPublicPolicy: false   # see above',
    ]);
    expect(diff).toContain('+      AccessControl: Private # asked for by the agency');
  });
});
