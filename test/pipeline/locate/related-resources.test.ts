import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/foundation/json.ts';
import { terraform } from '../../../src/languages/terraform/language.ts';
import type { StateResource } from '../../../src/model/terraform-state.ts';
import { readReport } from '../../../src/pipeline/ingest/read-report.ts';
import { createLocator } from '../../../src/pipeline/locate/locate.ts';
import { indexStates } from '../../../src/pipeline/locate/state/index.ts';
import { treeOf } from '../../languages/terraform/code-of.ts';

const main = join(
  import.meta.dirname,
  '../../../fixtures/repositories/terraform-relations/main.tf',
);
const text = readFileSync(main, 'utf8');
const code = terraform.open(treeOf({ 'main.tf': text }));
const codeWithAccount = terraform.open(
  treeOf({
    'main.tf': text.replace(
      'provider "aws" {',
      'provider "aws" {\n  allowed_account_ids = ["111122223333"]',
    ),
  }),
);

/** Ids that only a state knows. */
const vpc = 'vpc-0123456789abcdef0';
const instance = 'i-0123456789abcdef0';
const group = 'sg-0123456789abcdef0';
const files = 'fs-0123456789abcdef0';
const api = 'a1b2c3d4e5';
const state: readonly StateResource[] = [
  ['aws_vpc.main', vpc],
  ['aws_instance.web', instance],
  ['aws_security_group.web', group],
  ['aws_efs_file_system.home', files],
  ['aws_api_gateway_rest_api.admin', api],
].map(([address = '', id = '']) => ({
  address,
  type: address.split('.')[0] ?? '',
  ids: [id],
  parts: [],
}));

/** The address at which a finding as Security Hub writes it is located, with the kinds of evidence; or the abstention. */
function locate(
  id: string,
  type: string,
  details: JsonObject,
  { knownState = false, opened = code } = {},
): string {
  const report = {
    SchemaVersion: '2018-10-08',
    Id: 'finding',
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
    GeneratorId: 'security-control/any',
    AwsAccountId: '111122223333',
    Title: 'A finding',
    Compliance: { Status: 'FAILED' },
    Resources: [{ Id: id, Type: type, Region: 'eu-west-1', Details: { [type]: details } }],
  };
  const [finding] = readReport(JSON.stringify(report)).findings;
  if (finding === undefined) throw new Error('the finding cannot be read');
  // What may hold such a resource: its own blocks, and those that make it on the way.
  const types = [
    ...terraform.typesFor(finding.resource.type ?? ''),
    ...['aws_instance', 'aws_vpc', 'aws_security_group', 'aws_lambda_function'],
  ];
  const found = createLocator({
    hints: [],
    traceKeys: [],
    directories: [],
    stacks: [],
    state: knownState ? indexStates([{ object: null, resources: state }]) : null,
  })(finding, [{ code: opened, types: [...new Set(types)] }]);
  if (found.kind !== 'located') return found.kind;
  const kinds = found.location.evidence.map(({ kind }) => kind);
  return `${found.location.address} by ${kinds.filter((kind) => kind !== 'placement').join(', ')}`;
}

const ec2 = (resource: string) => `arn:aws:ec2:eu-west-1:111122223333:${resource}`;
const lb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:';
const rule = (port: number) => ({
  GroupId: group,
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  CidrIpv4: '0.0.0.0/0',
});

type Row = readonly [what: string, id: string, type: string, details: JsonObject, answer: string];

/** What the code alone tells. */
const withoutState: readonly Row[] = [
  [
    'a listener, by load balancer and port',
    `${lb}listener/app/front/50dc6c495c0c9188/f2f7dc8efc522ab2`,
    'AwsElbv2Listener',
    { Port: 80 },
    'aws_lb_listener.http by relation',
  ],
  [
    'a listener on the other port',
    `${lb}listener/app/front/50dc6c495c0c9188/a2f7dc8efc522ab2`,
    'AwsElbv2Listener',
    { Port: 443 },
    'aws_lb_listener.https by relation',
  ],
  [
    'a listener on a port that no block has',
    `${lb}listener/app/front/50dc6c495c0c9188/b2f7dc8efc522ab2`,
    'AwsElbv2Listener',
    { Port: 8080 },
    'not-located',
  ],
  [
    'one of two listeners, without its port',
    `${lb}listener/app/front/50dc6c495c0c9188/f2f7dc8efc522ab2`,
    'Other',
    {},
    'ambiguous',
  ],
  [
    'the only listener, without its port',
    `${lb}listener/app/back/50dc6c495c0c9188/f2f7dc8efc522ab2`,
    'Other',
    {},
    'aws_lb_listener.back by relation',
  ],
  [
    'a load balancer',
    `${lb}loadbalancer/app/front/50dc6c495c0c9188`,
    'AwsElbv2LoadBalancer',
    {},
    'aws_lb.front by name',
  ],
  [
    'a Classic Load Balancer',
    `${lb}loadbalancer/classic`,
    'AwsElbLoadBalancer',
    {},
    'aws_elb.classic by name',
  ],
  [
    'an instance of a cluster, by its name',
    'arn:aws:rds:eu-west-1:111122223333:db:orders-1',
    'AwsRdsDbInstance',
    { DBClusterIdentifier: 'orders' },
    'aws_rds_cluster_instance.main[1] by name, relation',
  ],
  [
    'an instance of a cluster, without a name in code',
    'arn:aws:rds:eu-west-1:111122223333:db:tf-20260101',
    'AwsRdsDbInstance',
    { DBClusterIdentifier: 'carts' },
    'aws_rds_cluster_instance.unnamed by relation',
  ],
  [
    'a reader that scaling added',
    'arn:aws:rds:eu-west-1:111122223333:db:application-autoscaling-1',
    'AwsRdsDbInstance',
    { DBClusterIdentifier: 'carts' },
    'not-located',
  ],
  [
    'a cluster',
    'arn:aws:rds:eu-west-1:111122223333:cluster:orders',
    'AwsRdsDbCluster',
    {},
    'aws_rds_cluster.main by name',
  ],
  [
    'an ECS service, by its cluster',
    'arn:aws:ecs:eu-west-1:111122223333:service/batch/api',
    'AwsEcsService',
    {},
    'aws_ecs_service.batch_api by name, relation',
  ],
  [
    'its namesake',
    'arn:aws:ecs:eu-west-1:111122223333:service/main/api',
    'AwsEcsService',
    {},
    'aws_ecs_service.api by name, relation',
  ],
  [
    'a revision of a task definition',
    'arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7',
    'AwsEcsTaskDefinition',
    {},
    'aws_ecs_task_definition.api by name',
  ],
  [
    'a function',
    'arn:aws:lambda:eu-west-1:111122223333:function:resize',
    'AwsLambdaFunction',
    {},
    'aws_lambda_function.resize by name',
  ],
  [
    'a version of a function',
    'arn:aws:lambda:eu-west-1:111122223333:function:resize:3',
    'AwsLambdaFunction',
    {},
    'aws_lambda_function.resize by name',
  ],
  [
    'an alias of a function',
    'arn:aws:lambda:eu-west-1:111122223333:function:resize:live',
    'AwsLambdaFunction',
    {},
    'aws_lambda_function.resize by name',
  ],
  [
    'a log group with a block of its own',
    'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/resize:*',
    'AwsLogsLogGroup',
    {},
    'aws_cloudwatch_log_group.resize by name',
  ],
  [
    'a log group that the function made',
    'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/logless:*',
    'AwsLogsLogGroup',
    {},
    'aws_lambda_function.logless by relation',
  ],
  [
    'a launch template, by the name that the details give',
    ec2('launch-template/lt-0123456789abcdef0'),
    'AwsEc2LaunchTemplate',
    { LaunchTemplateName: 'web' },
    'aws_launch_template.web by name',
  ],
  [
    'a launch template, by a generated id',
    ec2('launch-template/lt-0123456789abcdef0'),
    'AwsEc2LaunchTemplate',
    { DefaultVersionNumber: 1 },
    'not-located',
  ],
  [
    'a stage, of whose API only the id is told',
    `arn:aws:apigateway:eu-west-1::/restapis/${api}/stages/prod`,
    'AwsApiGatewayStage',
    { StageName: 'prod' },
    'not-located',
  ],
  [
    'a stage of an HTTP API',
    `arn:aws:apigateway:eu-west-1::/apis/${api}/stages/live`,
    'AwsApiGatewayV2Stage',
    {},
    'not-located',
  ],
  [
    'a distribution, by its domain name',
    'arn:aws:cloudfront::111122223333:distribution/E1ABCDEF',
    'AwsCloudFrontDistribution',
    { Aliases: { Items: ['shop.example.com'] } },
    'aws_cloudfront_distribution.shop by fact',
  ],
  [
    'a distribution, by a generated id',
    'arn:aws:cloudfront::111122223333:distribution/E1ABCDEF',
    'AwsCloudFrontDistribution',
    {},
    'not-located',
  ],
  [
    'a key, by its description',
    'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'AwsKmsKey',
    { Description: 'key of the data lake' },
    'not-located',
  ],
  [
    'a key, by a generated id',
    'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'AwsKmsKey',
    { KeyManager: 'CUSTOMER' },
    'not-located',
  ],
  [
    'an alias of a key',
    'arn:aws:kms:eu-west-1:111122223333:alias/data',
    'AwsKmsAlias',
    {},
    'aws_kms_alias.data by name',
  ],
  [
    'a managed policy',
    'arn:aws:iam::111122223333:policy/team/admin',
    'AwsIamPolicy',
    { PolicyName: 'admin' },
    'aws_iam_policy.admin by name',
  ],
  ['a user', 'arn:aws:iam::111122223333:user/bob', 'AwsIamUser', {}, 'aws_iam_user.bob by name'],
  [
    "an inline policy, by Terraform's id",
    'eve:inline',
    'AWS::IAM::UserPolicy',
    {},
    'aws_iam_user_policy.of_eve by relation, name',
  ],
  [
    "its namesake, by CloudFormation's id",
    'inline|bob',
    'AWS::IAM::UserPolicy',
    {},
    'aws_iam_user_policy.inline by relation, name',
  ],
  [
    'a node group',
    'arn:aws:eks:eu-west-1:111122223333:nodegroup/main/workers/8eb1f2b9-0f0e',
    'AWS::EKS::Nodegroup',
    {},
    'aws_eks_node_group.workers by name, relation',
  ],
  [
    'a topic',
    'arn:aws:sns:eu-west-1:111122223333:alarms',
    'AwsSnsTopic',
    {},
    'aws_sns_topic.alarms by name',
  ],
  [
    'a subscription, by its topic',
    'arn:aws:sns:eu-west-1:111122223333:alarms:1234abcd-12ab-34cd-56ef-1234567890ab',
    'Other',
    {},
    'aws_sns_topic_subscription.mail by relation',
  ],
  [
    'a bucket whose versioning is a block of its own',
    'arn:aws:s3:::acme-assets',
    'AwsS3Bucket',
    {},
    'aws_s3_bucket.assets by name',
  ],
  [
    'a security group whose rules are blocks of their own',
    ec2(`security-group/${group}`),
    'AwsEc2SecurityGroup',
    { GroupName: 'web', GroupId: group },
    'not-located',
  ],
  [
    'a network, by addresses that many have',
    ec2(`vpc/${vpc}`),
    'AwsEc2Vpc',
    { CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }] },
    'not-located',
  ],
  [
    'a rule of a group that nothing knows',
    ec2('security-group-rule/sgr-0123456789abcdef0'),
    'AwsEc2SecurityGroupRule',
    rule(22),
    'not-located',
  ],
];

/** What a provider adds that names its account. */
const withAccount: readonly Row[] = [
  [
    'a stage of an HTTP API',
    `arn:aws:apigateway:eu-west-1::/apis/${api}/stages/live`,
    'AwsApiGatewayV2Stage',
    {},
    'aws_apigatewayv2_stage.live by name',
  ],
  [
    'a stage of which two APIs have one',
    `arn:aws:apigateway:eu-west-1::/restapis/${api}/stages/prod`,
    'AwsApiGatewayStage',
    { StageName: 'prod' },
    'ambiguous',
  ],
  [
    'a key, by its description',
    'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'AwsKmsKey',
    { Description: 'key of the data lake' },
    'aws_kms_key.data by fact',
  ],
  [
    'a security group whose rules are blocks of their own',
    ec2(`security-group/${group}`),
    'AwsEc2SecurityGroup',
    { GroupName: 'web', GroupId: group },
    'aws_security_group.web by name',
  ],
];

/** What a state of other resources adds: it knows their parents. */
const withState: readonly Row[] = [
  [
    'a volume of an instance',
    ec2('volume/vol-0123456789abcdef0'),
    'AwsEc2Volume',
    { Attachments: [{ InstanceId: instance }] },
    'aws_instance.web by relation',
  ],
  [
    'the default group of a VPC',
    ec2('security-group/sg-0999999999abcdef0'),
    'AwsEc2SecurityGroup',
    { GroupName: 'default', VpcId: vpc },
    'aws_vpc.main by relation',
  ],
  [
    'the default network ACL of a VPC, taken over',
    ec2('network-acl/acl-0123456789abcdef0'),
    'AwsEc2NetworkAcl',
    { IsDefault: true, VpcId: vpc },
    'aws_default_network_acl.main by relation',
  ],
  [
    'a subnet, by VPC and CIDR',
    ec2('subnet/subnet-0123456789abcdef0'),
    'AwsEc2Subnet',
    { VpcId: vpc, CidrBlock: '10.0.2.0/24' },
    'aws_subnet.b by relation, fact',
  ],
  [
    'a subnet of which only the VPC is known',
    ec2('subnet/subnet-0123456789abcdef0'),
    'AwsEc2Subnet',
    { VpcId: vpc },
    'not-located',
  ],
  [
    'a subnet that no block makes',
    ec2('subnet/subnet-0123456789abcdef0'),
    'AwsEc2Subnet',
    { VpcId: vpc, CidrBlock: '10.0.9.0/24' },
    'not-located',
  ],
  [
    'a rule in the old form',
    ec2('security-group-rule/sgr-0123456789abcdef0'),
    'AwsEc2SecurityGroupRule',
    rule(22),
    'aws_security_group_rule.ssh by relation',
  ],
  [
    'a rule in the new form',
    'sgr-0123456789abcdef0',
    'AWS::EC2::SecurityGroupIngress',
    rule(3389),
    'aws_vpc_security_group_ingress_rule.rdp by relation',
  ],
  [
    'a rule without a block: its group',
    ec2('security-group-rule/sgr-0123456789abcdef0'),
    'AwsEc2SecurityGroupRule',
    rule(8080),
    'aws_security_group.web by relation',
  ],
  [
    'a security group, by its network',
    ec2('security-group/sg-0999999999abcdef0'),
    'AwsEc2SecurityGroup',
    { GroupName: 'web', VpcId: vpc },
    'aws_security_group.web by name, relation',
  ],
  [
    'an access point, by its file system',
    'arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/fsap-0123456789abcdef0',
    'AwsEfsAccessPoint',
    { FileSystemId: files },
    'aws_efs_access_point.app by relation',
  ],
  [
    'a stage, by its API',
    `arn:aws:apigateway:eu-west-1::/restapis/${api}/stages/prod`,
    'AwsApiGatewayStage',
    {},
    'aws_api_gateway_stage.admin_prod by name, relation',
  ],
];

describe('a finding about what belongs to something else, located by the code alone', () => {
  it.each(withoutState)('%s', (_, id, type, details, answer) => {
    expect(locate(id, type, details)).toBe(answer);
  });
});

describe('with a provider that names the account', () => {
  it.each(withAccount)('%s', (_, id, type, details, answer) => {
    expect(locate(id, type, details, { opened: codeWithAccount })).toBe(answer);
  });
});

describe('with a state that knows what it belongs to', () => {
  it.each(withState)('%s', (_, id, type, details, answer) => {
    expect(locate(id, type, details, { knownState: true })).toBe(answer);
  });
});
