import { describe, expect, it } from 'vitest';
import { prioritise } from '../../../src/pipeline/triage/prioritise.ts';
import { references } from '../../../src/pipeline/triage/references.ts';
import { findingWith } from './findings.ts';

describe('prioritise', () => {
  it.each([
    ['CRITICAL', 'S3.8', {}, 'P1'],
    ['HIGH', 'S3.8', {}, 'P2'],
    ['MEDIUM', 'S3.8', {}, 'P3'],
    ['LOW', 'S3.8', {}, 'P4'],
    ['INFORMATIONAL', null, {}, 'P4'],
    ['HIGH', 'EC2.13', {}, 'P1'],
    ['CRITICAL', 'EC2.19', {}, 'P1'],
    ['HIGH', 'S3.8', { Environment: 'Sandbox' }, 'P3'],
    ['HIGH', 'EC2.13', { env: 'dev' }, 'P2'],
    ['LOW', 'S3.8', { stage: 'test' }, 'P4'],
    ['HIGH', 'S3.8', { env: 'prod' }, 'P2'],
  ] as const)('%s %s with tags %j is %s', (severity, control, tags, priority) => {
    expect(prioritise(findingWith({ severity, control, resource: { tags } }))).toBe(priority);
  });
});

describe('references', () => {
  it("are the control's page, CIS from the newest on, and NIST", () => {
    const [page, newest, ...rest] = references(findingWith({ control: 'S3.8' }));
    expect(page).toEqual({
      label: 'Security Hub S3.8',
      url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8',
    });
    expect(newest?.label).toBe('CIS AWS Foundations Benchmark v5.0.0 2.1.4');
    expect(rest.map(({ label }) => label)).toContain('NIST SP 800-53 Rev. 5 AC-21');
  });

  it('are none for a control that is not known', () => {
    expect(references(findingWith({ control: 'Evil.1](https://evil.example)' }))).toEqual([]);
    expect(references(findingWith({ control: null }))).toEqual([]);
  });
});
