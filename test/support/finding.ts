import type { CloudResource, Finding } from '../../src/model/finding.ts';

/** A failing finding about a bucket, with only what a test is about. */
export function finding(
  given: Partial<Finding> & { readonly cloud?: Partial<CloudResource> } = {},
): Finding {
  const { cloud, ...rest } = given;
  return {
    id: 'finding-1',
    source: 'security-hub',
    control: 'S3.8',
    checks: [{ scheme: 'security-hub', id: 'S3.8' }],
    title: 'S3 general purpose buckets should block public access',
    description: '',
    severity: 'HIGH',
    status: 'failed',
    active: true,
    requirements: [],
    remediationUrl: null,
    firstSeen: null,
    updatedAt: null,
    codeLocation: null,
    resource: {
      id: 'arn:aws:s3:::acme-assets',
      type: 'AWS::S3::Bucket',
      partition: 'aws',
      account: '111122223333',
      region: 'eu-west-1',
      tags: {},
      names: ['acme-assets'],
      details: {},
      ...cloud,
    },
    ...rest,
  };
}
