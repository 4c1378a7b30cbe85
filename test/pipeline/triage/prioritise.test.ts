import { describe, expect, it } from 'vitest';
import { prioritise } from '../../../src/pipeline/triage/prioritise.ts';
import { finding } from '../../support/finding.ts';

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
    expect(prioritise(finding({ severity, control, cloud: { tags } }))).toBe(priority);
  });
});
