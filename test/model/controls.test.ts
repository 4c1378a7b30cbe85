import { describe, expect, it } from 'vitest';
import {
  allControls,
  controlById,
  controlForCheck,
  controlForConfigRule,
  controlForLegacyId,
  controlForServiceLinkedRule,
  legacyControlId,
} from '../../src/model/controls.ts';

/** Ids of standards, as findings carry them → the control. */
const legacy: readonly (readonly [string, string | null])[] = [
  ['arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.1', 'EC2.13'],
  ['cis-aws-foundations-benchmark/v/1.2.0/4.2', 'EC2.14'],
  ['cis-aws-foundations-benchmark/v/1.4.0/2.1.5.2', 'S3.8'],
  ['cis-aws-foundations-benchmark/v/3.0.0/5.2', 'EC2.53'],
  ['cis-aws-foundations-benchmark/v/5.0.0/2.2.1', 'RDS.3'],
  ['pci-dss/v/3.2.1/PCI.S3.1', 'S3.3'],
  ['pci-dss/v/3.2.1/PCI.EC2.5', 'EC2.13'],
  ['aws-foundational-security-best-practices/v/1.0.0/S3.8', 'S3.8'],
  ['aws-foundational-security-best-practices/v/1.0.0/ELBv2.1', 'ELB.1'],
  ['nist-800-53/v/5.0.0/RDS.3', 'RDS.3'],
  ['service-managed-aws-control-tower/v/1.0.0/CT.CloudTrail.2', 'CloudTrail.2'],
  ['arn:aws-cn:securityhub:cn-north-1:123456789012:control/pci-dss/v/3.2.1/PCI.RDS.2', 'RDS.2'],
  ['pci-dss/v/3.2.1/PCI.EC2.99', null],
  ['cis-aws-foundations-benchmark/v/9.9.9/4.1', null],
  ['EC2.13', null],
  ['', null],
];

/** Rule, parameters → control. */
const rules: readonly (readonly [string, Record<string, unknown>, string | null])[] = [
  ['INCOMING_SSH_DISABLED', {}, 'EC2.13'],
  ['incoming_ssh_disabled', {}, 'EC2.13'],
  ['S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED', { excludedPublicBuckets: 'x' }, 'S3.8'],
  ['RESTRICTED_INCOMING_TRAFFIC', {}, 'EC2.19'],
  ['RESTRICTED_INCOMING_TRAFFIC', { blockedPort1: 3389, blockedPort2: '' }, 'EC2.14'],
  ['RESTRICTED_INCOMING_TRAFFIC', { blockedPort1: 3389, blockedPort2: 21 }, 'EC2.19'],
  ['VPC_SG_PORT_RESTRICTION_CHECK', { restrictPorts: '22, 3389', ipType: 'ipv6' }, 'EC2.54'],
  ['VPC_SG_PORT_RESTRICTION_CHECK', {}, null],
  ['IAM_PASSWORD_POLICY', { MaxPasswordAge: '90' }, 'IAM.17'],
  ['IAM_PASSWORD_POLICY', { MaxPasswordAge: '90', RequireNumbers: 'true' }, 'IAM.7'],
  ['IAM_USER_UNUSED_CREDENTIALS_CHECK', { maxCredentialUsageAge: '45' }, 'IAM.22'],
  ['NO_SUCH_RULE', {}, null],
];

describe('controls', () => {
  it('are 263, each with its id, types of CloudFormation and a severity', () => {
    expect(allControls()).toHaveLength(263);
    for (const control of allControls()) {
      expect(control.id).toMatch(/^[A-Za-z0-9]+\.\d+$/);
      expect(control.types.length).toBeGreaterThan(0);
      for (const type of control.types) expect(type).toMatch(/^AWS::[A-Za-z0-9]*::\w+$/);
      expect(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']).toContain(control.severity);
    }
  });

  it('are found by id in any capitals', () => {
    expect(controlById('opensearch.1')?.id).toBe('Opensearch.1');
    expect(controlById('S3.8')).toMatchObject({ types: ['AWS::S3::Bucket'], severity: 'HIGH' });
    expect(controlById('constructor')).toBeNull();
  });

  it.each(legacy)('%s is known as %s', (id, control) => {
    expect(controlForLegacyId(id)?.id ?? null).toBe(control);
  });

  it('keep the id of a control that the data does not have', () => {
    expect(legacyControlId('pci-dss/v/3.2.1/PCI.SSM.1')).toBe('SSM.2');
    expect(controlForLegacyId('pci-dss/v/3.2.1/PCI.SSM.1')).toBeNull();
  });

  it.each(rules)('%s with %j is %s', (rule, parameters, control) => {
    expect(controlForConfigRule(rule, parameters)?.id ?? null).toBe(control);
  });

  it('are known by the rules that Security Hub makes itself, not by other names', () => {
    expect(controlForServiceLinkedRule('securityhub-restricted-ssh-9412a869')?.id).toBe('EC2.13');
    expect(controlForServiceLinkedRule('securityhub-restricted-rdp-9412a869')?.id).toBe('EC2.14');
    expect(controlForServiceLinkedRule('restricted-ssh')).toBeNull();
    expect(controlForServiceLinkedRule('my-securityhub-restricted-ssh-9412a869')).toBeNull();
  });

  it("are known by other scanners' checks, where the resource's type decides if it must", () => {
    expect(controlForCheck('prowler', 's3_bucket_level_public_access_block')?.id).toBe('S3.8');
    expect(controlForCheck('checkov', 'CKV_AWS_24')?.id).toBe('EC2.13');
    expect(controlForCheck('checkov', 'CKV_AWS_79', 'AWS::EC2::Instance')?.id).toBe('EC2.8');
    expect(controlForCheck('checkov', 'CKV_AWS_79')).toBeNull();
    expect(controlForCheck('prowler', 'toString')).toBeNull();
    expect(controlForCheck('kics', 'CKV_AWS_24')).toBeNull();
  });
});
