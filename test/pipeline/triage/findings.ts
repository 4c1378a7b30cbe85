import type { Finding } from '../../../src/model/finding.ts';

/** A finding with the fields that a test is about; the rest is ordinary. */
export function findingWith(
  fields: Partial<Omit<Finding, 'resource'>> & { resource?: Partial<Finding['resource']> },
): Finding {
  const { resource, ...rest } = fields;
  return {
    id: 'one',
    source: 'security-hub',
    control: 'EC2.13',
    checks: [{ scheme: 'security-hub', id: 'EC2.13' }],
    title: 'a finding',
    description: '',
    severity: 'HIGH',
    status: 'failed',
    active: true,
    requirements: [],
    remediationUrl: null,
    firstSeen: null,
    updatedAt: null,
    codeLocation: null,
    ...rest,
    resource: {
      id: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0a1b2c3d',
      type: 'AWS::EC2::SecurityGroup',
      partition: 'aws',
      account: '123456789012',
      region: 'eu-west-1',
      tags: {},
      names: ['bastion', 'sg-0a1b2c3d'],
      details: {},
      ...resource,
    },
  };
}
