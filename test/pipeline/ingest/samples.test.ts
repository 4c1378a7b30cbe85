import { describe, expect, it } from 'vitest';
import { gist, readSample } from './samples.ts';

const group = 'AWS::EC2::SecurityGroup';
const trail = 'AWS::CloudTrail::Trail AWSMacieTrail-DO-NOT-EDIT';

/** Every sample that holds findings, and what they are. */
const findings: readonly (readonly [string, readonly string[]])[] = [
  ['asff/cis-41.json', [`security-hub EC2.13 ${group} launch-wizard-1 failed`]],
  ['asff/pci-ec2.5.json', [`security-hub EC2.13 ${group} launch-wizard-12 failed`]],
  [
    'asff/pci-s3.1.json',
    ['security-hub S3.3 AWS::S3::Bucket so0111-access-logs-us-east-1-111111111111 passed inactive'],
  ],
  ['asff/afsbp-s3.6.json', ['security-hub S3.6 AWS::S3::Bucket example failed']],
  ['asff/afsbp-ec2.2.json', [`security-hub EC2.2 ${group} default failed`]],
  [
    'asff/afsbp-rds.7-nodetails.json',
    ['security-hub RDS.7 AWS::RDS::DBCluster cluster-EXAMPLEG664WF6JS47KIS52OFQ failed'],
  ],
  [
    'asff/afsbp-cloudfront.1.json',
    ['security-hub CloudFront.1 AWS::CloudFront::Distribution E202DN2YO141F9 failed'],
  ],
  // The source calls it an account; its ARN is that of a group.
  [
    'asff/afsbp-autoscaling.1.json',
    [
      'security-hub AutoScaling.1 AWS::AutoScaling::AutoScalingGroup sharr-test-autoscaling-1 failed',
    ],
  ],
  [
    'asff/CIS_1-6-multi-select.json',
    [
      'security-hub IAM.12 AWS::::Account - warning',
      'security-hub IAM.12 AWS::::Account - passed inactive',
    ],
  ],
  ['asff/cis-1.4-3.7.json', [`security-hub CloudTrail.2 ${trail} failed`]],
  ['asff/control-tower-cloudtrail.2.json', ['security-hub CloudTrail.2 AWS::::Account - failed']],
  ['asff/consolidated-s3.8.json', ['security-hub S3.8 AWS::S3::Bucket marketing-assets failed']],
  ['asff/notifier.json', ['security-hub EC2.1 AWS::::Account - failed']],
  [
    'asff/event-securityhub-lambda-cross.json',
    [
      'cloudcustodian - AWS::Lambda::Function custodian-enterprise-ec2-instances-no-elastic-ip-isolate failed',
    ],
  ],
  ['asff/prowler.json', [`prowler EC2.13 ${group} sg-0a1b2c3d failed`]],
  ['ocsf/security-hub.json', ['security-hub SQS.3 AWS::SQS::Queue orders failed']],
  ['ocsf/prowler.json', ['prowler S3.8 AWS::S3::Bucket marketing-assets failed']],
  [
    'aws-config/compliance-details.json',
    ['aws-config - AWS::EC2::Volume vol-0c6efd2a9f5677a03 failed'],
  ],
  ['aws-config/compliance-notification.json', ['aws-config - AWS::::Account - passed']],
  [
    'aws-config/evaluation-results.json',
    [
      `aws-config EC2.13 ${group} bastion failed`,
      `aws-config - ${group} bastion failed`,
      `aws-config EC2.13 ${group} bastion passed`,
    ],
  ],
  ['sarif/checkov.json', ['checkov EC2.13 - - failed', 'checkov EC2.13 - - failed inactive']],
  ['sarif/trivy.json', ['trivy - - - failed']],
  ['sarif/kics.json', ['kics - - - failed']],
  [
    'plain/findings.json',
    [`our-audit EC2.13 ${group} bastion failed`, `plain EC2.14 ${group} sg-0f failed`],
  ],
];

/** Samples and what of them is set aside: the source and a part of the reason. */
const setAside: readonly (readonly [string, string, string])[] = [
  ['asff/event-securityhub-iamkey-finding-action.json', 'guardduty', 'threats'],
  ['ocsf/security-hub.json', 'guardduty', 'Detection Finding'],
  ['ocsf/example_output_azure.ocsf.json', 'prowler', 'azure'],
  ['aws-config/event-config-rule-security-group.json', 'aws-config', 'asks a custom rule'],
  ['aws-config/s3-website.json', 'aws-config', 'a configuration item'],
  ['sarif/trivy.json', 'trivy', 'vulnerability'],
  ['sarif/other-tool.json', 'sarif', 'Semgrep'],
  ['other/iam-duty-event.json', 'aws.guardduty', 'GuardDuty Finding'],
  ['other/event-phd-ec2-retire.json', 'aws.health', 'AWS Health Event'],
  ['other/event-appmesh-create-mesh.json', 'cloudtrail', 'API call'],
  ['other/insight-results.json', 'aws.securityhub', 'Insight Results'],
  ['other/google-cloud-findings.json', 'google-cloud', 'only AWS'],
];

/** Samples and what of them cannot be read. */
const invalid: readonly (readonly [string, string])[] = [
  ['sarif/checkov.json', '$.runs[0].results[2].locations[0]: the file is outside'],
  ['other/prowler.csv', 'The report is not JSON'],
  // Prowler's published example has the same placeholder for every id.
  ['ocsf/example_output_aws.ocsf.json', 'Its id is that of another finding'],
];

describe('the samples', () => {
  it.each(findings)('%s holds the expected findings', (name, expected) => {
    expect(readSample(name).findings.map(gist)).toEqual(expected);
  });

  it.each(setAside)('%s has something of %s set aside', (name, source, reason) => {
    const found = readSample(name).setAside;
    expect(found[0]).toMatchObject({ source, reason: expect.stringContaining(reason) });
  });

  it.each(invalid)('%s says what cannot be read', (name, reason) => {
    expect(readSample(name).invalid[0]?.reason).toContain(reason);
  });
});
