import { z } from 'zod';
import type { Finding } from '../../src/model/finding.ts';
import type { JobDefinition } from '../../src/store/queue/job-queue.ts';

/** A finding that differs from others by what is given. */
export function finding(differs: Partial<Finding> = {}): Finding {
  return {
    id: 'f1',
    source: 'security-hub',
    control: 'S3.8',
    checks: [{ scheme: 'security-hub', id: 'S3.8' }],
    title: 'S3 buckets should block public access',
    description: '',
    severity: 'HIGH',
    status: 'failed',
    active: true,
    resource: {
      id: 'arn:aws:s3:::site',
      type: 'AWS::S3::Bucket',
      partition: 'aws',
      account: '111111111111',
      region: 'eu-west-1',
      tags: {},
      names: ['site'],
      details: {},
    },
    requirements: [],
    remediationUrl: null,
    firstSeen: null,
    updatedAt: null,
    codeLocation: null,
    ...differs,
  };
}

/** A job whose payload is a number. */
export interface NumberJob {
  readonly owner: string;
  readonly n: number;
}

/** A kind of job for tests. */
export function numberJob(
  differs: Partial<JobDefinition<NumberJob>> = {},
): JobDefinition<NumberJob> {
  return {
    name: 'numbers',
    payload: z.object({ owner: z.string(), n: z.number() }),
    turns: 'any',
    ...differs,
  };
}
