import { describe, expect, test } from 'vitest';
import { cloudformation } from '../../../../src/languages/cloudformation/language.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';
import { resourceOf } from '../stack.ts';

function behaviour(type: string, path: PropertyPath, more = '') {
  const files = { 't.yaml': `Resources:\n  R:\n    Type: ${type}\n${more}` };
  return cloudformation.updateBehaviour(resourceOf(files, 'R'), path, false);
}

describe('an update of', () => {
  test.each<[string, PropertyPath, string, boolean | null]>([
    ['AWS::S3::Bucket', ['PublicAccessBlockConfiguration', 'BlockPublicAcls'], 'in-place', false],
    ['AWS::S3::Bucket', ['BucketName'], 'replaces', true],
    ['AWS::S3::Bucket', ['MetadataConfiguration'], 'unknown', null],
    ['AWS::EC2::Volume', ['Encrypted'], 'update-fails', false],
    ['AWS::EC2::SecurityGroup', ['SecurityGroupIngress', 0, 'CidrIp'], 'in-place', false],
    ['AWS::EC2::SecurityGroup', ['GroupDescription'], 'replaces', false],
    ['AWS::EC2::SecurityGroupIngress', ['CidrIp'], 'replaces', false],
    ['AWS::EC2::Instance', ['BlockDeviceMappings', 0, 'Ebs', 'Encrypted'], 'conditional', true],
    ['AWS::EC2::LaunchTemplate', ['LaunchTemplateData', 'BlockDeviceMappings'], 'in-place', false],
    ['AWS::AutoScaling::LaunchConfiguration', ['BlockDeviceMappings'], 'replaces', false],
    ['AWS::RDS::DBInstance', ['StorageEncrypted'], 'replaces', true],
    ['AWS::RDS::DBInstance', ['Engine'], 'conditional', true],
    ['Custom::Thing', ['Anything'], 'unknown', null],
  ])('%s %j is %s, and data is lost: %s', (type, path, update, dataLoss) => {
    expect(behaviour(type, path)).toMatchObject({ update, dataLoss });
  });

  test('what replaces a resource of a fixed name fails', () => {
    const more = '    Properties: {DBInstanceIdentifier: shop}\n';
    const found = behaviour('AWS::RDS::DBInstance', ['StorageEncrypted'], more);
    expect(found).toMatchObject({
      update: 'update-fails',
      detail: expect.stringContaining('DBInstanceIdentifier'),
    });
  });

  test('a new revision may keep the name of the old one', () => {
    const more = '    Properties: {Family: shop}\n';
    const found = behaviour('AWS::ECS::TaskDefinition', ['PidMode'], more);
    expect(found).toMatchObject({ update: 'replaces', dataLoss: false });
  });

  test.each(['Retain', 'Snapshot'])(
    'what replaces loses no data with UpdateReplacePolicy %s',
    (policy) => {
      const found = behaviour(
        'AWS::RDS::DBInstance',
        ['StorageEncrypted'],
        `    UpdateReplacePolicy: ${policy}\n`,
      );
      expect(found).toMatchObject({
        update: 'replaces',
        dataLoss: false,
        detail: expect.stringContaining('kept'),
      });
    },
  );

  test('what DeletionPolicy keeps is lost all the same: it is not about replacements', () => {
    const found = behaviour(
      'AWS::RDS::DBInstance',
      ['StorageEncrypted'],
      '    DeletionPolicy: Retain\n',
    );
    expect(found.dataLoss).toBe(true);
  });
});

describe('the schema', () => {
  test.each<[string, PropertyPath, boolean | null]>([
    ['AWS::S3::Bucket', ['PublicAccessBlockConfiguration', 'BlockPublicAcls'], true],
    ['AWS::S3::Bucket', ['PublicAccessBlockConfiguration', 'BlockPublicACLs'], false],
    ['AWS::S3::Bucket', ['Tags', 0, 'Key'], true],
    ['AWS::S3::Bucket', ['Tags', 'Colour'], false],
    ['AWS::S3::BucketPolicy', ['PolicyDocument', 'Statement', 0, 'Effect'], true],
    ['AWS::EC2::SecurityGroup', ['SecurityGroupIngress', 'CidrIp'], true],
    ['AWS::EC2::SecurityGroup', ['constructor'], false],
    ['AWS::Made::Up', ['Anything'], null],
  ])('has %s %j: %s', (type, path, expected) => {
    expect(cloudformation.inSchema(type, path)).toBe(expected);
  });
});
