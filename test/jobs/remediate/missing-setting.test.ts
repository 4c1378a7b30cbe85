import { describe, expect, it } from 'vitest';
import { parseRepositoryConfig } from '../../../src/config/repository/parse.ts';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';
import { languages } from '../../../src/jobs/languages.ts';
import { remediate } from '../../../src/jobs/remediate/remediate.ts';
import { changedFiles } from '../../../src/model/changed-files.ts';
import type { SourceTree } from '../../../src/model/source.ts';
import { finding } from '../../support/finding.ts';

const templates = loadFrom([bundledTemplates]);

function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  const texts = new Map(Object.entries(files));
  return {
    paths: () => [...texts.keys()].sort(),
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? { ok: false, reason: 'is not there' } : { ok: true, text };
    },
  };
}

const root = (region: string) =>
  `provider "aws" {\n  region = "${region}"\n}\nresource "aws_sns_topic" "alerts" {\n  name = "alerts"\n}\n`;
const code = {
  'accounts/prod/main.tf': root('eu-west-1'),
  'accounts/prod-us/main.tf': root('us-east-1'),
  'accounts/dev/main.tf': root('eu-west-1'),
};

const about = (control: string, region = 'eu-west-1', account = '111122223333') =>
  finding({
    id: `${control} ${region}`,
    control,
    checks: [{ scheme: 'security-hub', id: control }],
    cloud: { id: `AWS::::Account:${account}`, type: 'AWS::::Account', account, region, names: [] },
  });

async function run(
  directories: string,
  findings: readonly ReturnType<typeof about>[],
  files: Readonly<Record<string, string>> = code,
) {
  const config = parseRepositoryConfig(`version: 1\ndirectories: [${directories}]\n`, 'c.yml');
  if (!config.ok) throw new Error('the configuration is wrong');
  const tree = treeOf(files);
  const { outcomes, changes } = await remediate({
    tree,
    languages,
    templates,
    findings,
    config: config.value,
    state: null,
  });
  return {
    outcomes: outcomes.map(({ outcome, reason }) => `${outcome}: ${reason}`),
    changes: changes.map(({ change }) => ({
      ready: change.readyToMerge,
      files: changedFiles(change.edits, tree),
    })),
  };
}

const prod = '{ path: accounts/prod, account: "111122223333", region: eu-west-1 }';
const us = '{ path: accounts/prod-us, account: "111122223333", region: us-east-1 }';

describe('a setting of an account that no code makes', () => {
  it('is added to the root module that the configuration names for account and region', async () => {
    const { outcomes, changes } = await run(`${prod}, ${us}`, [about('EC2.7', 'us-east-1')]);
    expect(outcomes).toEqual(['fixed: null']);
    expect(changes).toMatchObject([{ ready: true, files: [{ path: 'accounts/prod-us/main.tf' }] }]);
    expect(changes[0]?.files[0]?.after).toContain(
      'resource "aws_ebs_encryption_by_default" "alerts" {\n  enabled = true\n}\n',
    );
  });

  it('is added once for all findings that ask for it, as a draft where it may replace a live one', async () => {
    const { outcomes, changes } = await run(prod, [about('IAM.15'), about('IAM.16')]);
    expect(outcomes).toEqual(['fixed: null', 'fixed: null']);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.ready).toBe(false);
    const text = changes[0]?.files[0]?.after ?? '';
    expect(text.match(/aws_iam_account_password_policy/g)).toHaveLength(1);
  });

  it.each([
    ['nothing but module calls', 'module "m" {\n  source = "./m"\n}\n'],
    [
      'a provider of another account',
      root('eu-west-1').replace('region', 'allowed_account_ids = ["999999999999"]\n  region'),
    ],
  ])('is not added to a root module that has %s, and the reason names that', async (_, text) => {
    const files = { 'main.tf': text, 'm/main.tf': root('eu-west-1') };
    const top = '{ path: ., account: "111122223333", region: eu-west-1 }';
    const { outcomes } = await run(top, [about('EC2.7')], files);
    expect(outcomes[0]).toMatch(
      /^not-located: .* the top directory has no resource of its own in account 111122223333/,
    );
  });

  it('is mended where code elsewhere makes it', async () => {
    const files = {
      ...code,
      'accounts/dev/ebs.tf':
        'resource "aws_ebs_encryption_by_default" "it" {\n  enabled = false\n}\n',
    };
    const { changes } = await run(us, [about('EC2.7')], files);
    expect(changes[0]?.files).toMatchObject([{ path: 'accounts/dev/ebs.tf' }]);
  });

  it('is added although code makes something else of the type, and that is not touched', async () => {
    const files = {
      ...code,
      'accounts/prod/unused.tf':
        'resource "aws_accessanalyzer_analyzer" "unused" {\n  analyzer_name = "unused"\n  type          = "ACCOUNT_UNUSED_ACCESS"\n}\n',
    };
    const { outcomes, changes } = await run(prod, [about('IAM.28')], files);
    expect(outcomes).toEqual(['fixed: null']);
    const [file, ...others] = changes[0]?.files ?? [];
    expect(others).toEqual([]);
    expect(file?.path).toBe('accounts/prod/unused.tf');
    expect(file?.after).toBe(
      `${files['accounts/prod/unused.tf']}\nresource "aws_accessanalyzer_analyzer" "external_access" {\n  analyzer_name = "external-access"\n  type          = "ACCOUNT"\n}\n`,
    );
  });

  it('is found among others of the type where code makes it already', async () => {
    const files = {
      ...code,
      'accounts/prod/analyzers.tf':
        'resource "aws_accessanalyzer_analyzer" "unused" {\n  analyzer_name = "unused"\n  type          = "ACCOUNT_UNUSED_ACCESS"\n}\nresource "aws_accessanalyzer_analyzer" "outside" {\n  analyzer_name = "outside"\n}\n',
    };
    const { outcomes } = await run(prod, [about('IAM.28')], files);
    expect(outcomes).toEqual([expect.stringMatching(/^already-fixed: /)]);
  });

  it.each([
    [
      'nothing is said of the account',
      '',
      about('EC2.7'),
      /does not say which root module .*region: eu-west-1/,
    ],
    ['another region is', us, about('EC2.7'), /does not say which root module/],
    ['another account is', prod, about('EC2.7', 'eu-west-1', '999999999999'), /"999999999999"/],
    [
      'several root modules are below the directory',
      '{ path: accounts, account: "111122223333" }',
      about('S3.1'),
      /names several root modules .*accounts\/dev/,
    ],
    [
      'the root module makes nothing in the region',
      '{ path: accounts/dev, account: "111122223333", region: us-east-1 }',
      about('EC2.7', 'us-east-1'),
      /accounts\/dev has no resource of its own in account 111122223333 in us-east-1/,
    ],
  ])(
    'is not located when %s, which says what to configure',
    async (_, directories, one, reason) => {
      const { outcomes, changes } = await run(directories, [one]);
      expect(outcomes).toEqual([expect.stringMatching(/^not-located: No code makes this setting/)]);
      expect(outcomes[0]).toMatch(reason);
      expect(changes).toEqual([]);
    },
  );
});
