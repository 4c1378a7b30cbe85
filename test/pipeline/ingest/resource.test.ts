import { describe, expect, it } from 'vitest';
import { cloudFormationType } from '../../../src/pipeline/ingest/cloud-type.ts';
import { cloudResource } from '../../../src/pipeline/ingest/resource.ts';
import { readTags } from '../../../src/pipeline/ingest/tags.ts';

const east = 'us-east-1:123456789012';

describe('cloudFormationType', () => {
  it.each([
    ['AwsAccount', 'AWS::::Account'],
    ['AwsEc2SecurityGroup', 'AWS::EC2::SecurityGroup'],
    ['AwsEc2Eip', 'AWS::EC2::EIP'],
    ['AwsEc2Vpc', 'AWS::EC2::VPC'],
    ['AwsEc2VpcPeeringConnection', 'AWS::EC2::VPCPeeringConnection'],
    ['AwsEc2VpnConnection', 'AWS::EC2::VPNConnection'],
    ['AwsElbLoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer'],
    ['AwsElbv2LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
    ['AwsRdsDbInstance', 'AWS::RDS::DBInstance'],
    ['AwsRdsDbClusterSnapshot', 'AWS::RDS::DBClusterSnapshot'],
    ['AwsDynamoDbTable', 'AWS::DynamoDB::Table'],
    ['AwsApiGatewayV2Stage', 'AWS::ApiGatewayV2::Stage'],
    ['AwsOpenSearchServiceDomain', 'AWS::OpenSearchService::Domain'],
    ['AwsIamPolicy', 'AWS::IAM::ManagedPolicy'],
    ['AwsWafv2WebAcl', 'AWS::WAFv2::WebACL'],
    ['AWS::OpenSearch::Domain', 'AWS::OpenSearchService::Domain'],
    ['AWS::S3::Bucket', 'AWS::S3::Bucket'],
    ['AWS::::Account', 'AWS::::Account'],
    ['Other', null],
    ['AwsNowhereThing', null],
    ['AWS::S3::<script>', null],
    ['', null],
  ])('%s is %s', (type, expected) => {
    expect(cloudFormationType(type)).toBe(expected);
  });
});

describe('cloudResource', () => {
  it('takes account, region, partition and type from the ARN first', () => {
    const described = {
      id: `arn:aws-us-gov:logs:${east}:log-group:/aws/rds/main`,
      type: 'Other',
      partition: 'aws',
      account: '210987654321',
      region: 'eu-west-1',
    };
    expect(cloudResource(described)).toMatchObject({
      type: 'AWS::Logs::LogGroup',
      partition: 'aws-us-gov',
      account: '123456789012',
      region: 'us-east-1',
      names: ['/aws/rds/main'],
    });
  });

  it('takes account and region from the source where the ARN has none', () => {
    const described = { id: 'arn:aws:s3:::site', type: null, account: '1', region: 'eu-west-1' };
    expect(cloudResource(described)).toMatchObject({
      type: 'AWS::S3::Bucket',
      account: '1',
      region: 'eu-west-1',
    });
  });

  it('names the resource by its details before its ARN, and by nothing else in them', () => {
    const details = { VpcId: 'vpc-1', OwnerId: '1', GroupId: 'sg-1', GroupName: 'bastion' };
    const described = {
      id: `arn:aws:ec2:${east}:security-group/sg-1`,
      type: 'AwsEc2SecurityGroup',
      details,
    };
    expect(cloudResource(described).names).toEqual(['bastion', 'sg-1']);
  });

  it('reads the account of an account', () => {
    expect(cloudResource({ id: 'AWS::::Account:123456789012', type: 'AwsAccount' })).toMatchObject({
      type: 'AWS::::Account',
      account: '123456789012',
      names: [],
    });
  });

  it.each([
    ['neptune', 'AWS::Neptune::DBCluster'],
    ['docdb', 'AWS::DocDB::DBCluster'],
    ['aurora-mysql', 'AWS::RDS::DBCluster'],
  ])('a cluster of %s is %s', (Engine, type) => {
    const id = `arn:aws:rds:${east}:cluster:main`;
    expect(cloudResource({ id, type: 'AwsRdsDbCluster', details: { Engine } }).type).toBe(type);
  });
});

describe('readTags', () => {
  it.each([
    ['an object', { Name: 'site', size: 3 }],
    [
      'a list',
      [
        { Key: 'Name', Value: 'site' },
        { key: 'size', value: 3 },
      ],
    ],
    [
      'names and values',
      [
        { name: 'Name', value: 'site' },
        { name: 'size', value: '3' },
      ],
    ],
    ['texts', ['Name:site', 'size: 3', 'nothing']],
    ['objects of one tag', [{ Name: 'site' }, { size: '3' }, null, 7]],
  ])('reads %s', (_form, tags) => {
    expect({ ...readTags(tags) }).toEqual({ Name: 'site', size: '3' });
  });

  it('reads at most 200', () => {
    const many = Object.fromEntries(Array.from({ length: 999 }, (_, index) => [`k${index}`, 'v']));
    expect(Object.keys(readTags(many))).toHaveLength(200);
  });

  it.each([[undefined], [null], ['Name'], [7]])('reads none from %j', (tags) => {
    expect({ ...readTags(tags) }).toEqual({});
  });
});
