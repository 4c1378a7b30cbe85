import { describe, expect, it } from 'vitest';
import { NO_CONFIG } from '../../../src/config/repository/config.ts';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';
import { remediate } from '../../../src/jobs/remediate/remediate.ts';
import { terraform } from '../../../src/languages/terraform/language.ts';
import type { Language } from '../../../src/model/language.ts';
import { finding } from '../../support/finding.ts';

const files = new Map([
  ['a/main.tf', 'resource "aws_s3_bucket" "a" {\n  bucket = "acme-a"\n}\n'],
  ['b/main.tf', 'resource "aws_s3_bucket" "b" {\n  bucket = "acme-b"\n}\n'],
]);

/** Terraform with a mistake of ours about everything in a/. */
const mistaken: Language = {
  ...terraform,
  grammarComplaint: async (path, text) => {
    if (path.startsWith('a/')) throw new TypeError('a mistake');
    return terraform.grammarComplaint(path, text);
  },
};

describe('a mistake of ours', () => {
  it('costs one finding, with its reason; the others are fixed', async () => {
    const about = (name: string) =>
      finding({ id: name, cloud: { id: `arn:aws:s3:::acme-${name}`, names: [`acme-${name}`] } });
    const { outcomes } = await remediate({
      tree: {
        paths: () => [...files.keys()],
        read: (path) => {
          const text = files.get(path);
          return text === undefined ? { ok: false, reason: 'is not there' } : { ok: true, text };
        },
      },
      languages: [mistaken],
      templates: loadFrom([bundledTemplates]),
      findings: [about('a'), about('b')],
      config: NO_CONFIG,
      state: null,
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unproven', 'fixed']);
    expect(outcomes[0]?.reason).toMatch(/internal error .*a mistake/);
  });
});
