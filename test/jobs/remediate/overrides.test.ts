import { describe, expect, it } from 'vitest';
import { parseRepositoryConfig } from '../../../src/config/repository/parse.ts';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';
import { languages } from '../../../src/jobs/languages.ts';
import { remediate } from '../../../src/jobs/remediate/remediate.ts';
import { scanCode } from '../../../src/jobs/scan-code.ts';
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

function configOf(overrides: string) {
  const config = parseRepositoryConfig(`version: 1\noverrides:\n${overrides}`, 'sprinkler.yml');
  if (!config.ok) throw new Error(config.error.map(({ message }) => message).join(' '));
  return config.value;
}

const bucket = (name: string) => `resource "aws_s3_bucket" "it" {\n  bucket = "acme-${name}"\n}\n`;
/** Two environments, each with code of its own. */
const apart = { 'envs/dev/main.tf': bucket('dev'), 'envs/prod/main.tf': bucket('prod') };
/** Two environments of one root module, told apart by their variable files. */
const byVariables = {
  'site/main.tf':
    'variable "stage" {}\nresource "aws_s3_bucket" "it" {\n  bucket = "acme-${var.stage}"\n}\n',
  'site/dev.tfvars': 'stage = "dev"\n',
  'site/prod.tfvars': 'stage = "prod"\n',
};
/** Two environments that call one module. */
const byModule = {
  'modules/site/main.tf': byVariables['site/main.tf'],
  'envs/dev/main.tf': 'module "site" {\n  source = "../../modules/site"\n  stage  = "dev"\n}\n',
  'envs/prod/main.tf': 'module "site" {\n  source = "../../modules/site"\n  stage  = "prod"\n}\n',
};

const about = (name: string) =>
  finding({ id: name, cloud: { id: `arn:aws:s3:::acme-${name}`, names: [`acme-${name}`] } });

async function outcomes(files: Readonly<Record<string, string>>, overrides: string) {
  const found = await remediate({
    tree: treeOf(files),
    languages,
    templates,
    findings: [about('dev'), about('prod')],
    config: configOf(overrides),
    state: null,
  });
  return found.outcomes.map(({ outcome, reason }) => `${outcome}: ${reason}`);
}

const fixed = 'fixed: null';
const off = 'templates: { aws.s3.block-public-access: { enabled: false } }';
const switchedOff = expect.stringContaining(
  'no-template: The configuration switches the template aws.s3.block-public-access off',
);

describe('an override', () => {
  it.each([
    ['a path', `  - paths: [envs/dev/**]\n    ${off}\n`],
    ['an environment', `  - environments: [envs/dev]\n    ${off}\n`],
    ['both', `  - paths: ["**/main.tf"]\n    environments: [envs/dev]\n    ${off}\n`],
  ])('switches a template off for %s only', async (_, overrides) => {
    expect(await outcomes(apart, overrides)).toEqual([switchedOff, fixed]);
  });

  it('is not about what fits only one of its two patterns', async () => {
    const both = `  - paths: [envs/prod/**]\n    environments: [envs/dev]\n    ${off}\n`;
    expect(await outcomes(apart, both)).toEqual([fixed, fixed]);
  });

  it('raises the least severity, and a later one lowers it again', async () => {
    const raised = '  - paths: [envs]\n    minimum-severity: critical\n';
    const lowered = '  - environments: [envs/prod]\n    minimum-severity: low\n';
    expect(await outcomes(apart, raised + lowered)).toEqual([
      'excepted: Its severity HIGH is below CRITICAL, the least that the configuration wants worked on.',
      fixed,
    ]);
  });

  it('switches everything off for an environment', async () => {
    expect(await outcomes(apart, '  - environments: [envs/dev]\n    enabled: false\n')).toEqual([
      'excepted: The configuration wants no fixes where its code stands.',
      fixed,
    ]);
  });

  it.each([
    ['variable files', byVariables, 'site/dev.tfvars', 'site (site/dev.tfvars)'],
    ['a module', byModule, 'envs/dev', 'envs/dev'],
  ])(
    'keeps a fix from being made that would reach an environment with other settings through %s',
    async (_, files, environment, root) => {
      expect(await outcomes(files, `  - environments: [${environment}]\n    ${off}\n`)).toEqual([
        switchedOff,
        `refused: The same code also makes ${root}, for which the configuration wants something else: keep the two apart in code, or give them the same settings.`,
      ]);
      const harmless = `  - environments: [${environment}]\n    minimum-severity: low\n`;
      expect(await outcomes(files, harmless)).toEqual([fixed, fixed]);
    },
  );

  it('counts for a scan', () => {
    const config = configOf(`  - environments: [envs/dev]\n    ${off}\n`);
    const { rows } = scanCode({ tree: treeOf(apart), languages, templates, config });
    const public_ = rows.filter(({ template }) => template === 'aws.s3.block-public-access');
    expect(public_.map(({ file }) => file)).toEqual(['envs/prod/main.tf']);
  });
});
