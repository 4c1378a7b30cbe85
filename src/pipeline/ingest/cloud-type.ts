import type { Arn } from '../../model/arn.ts';

/** Security Hub's `Aws…` prefixes → CloudFormation's service names, where capitals are not enough. */
const services: Readonly<Record<string, string>> = {
  AmazonMq: 'AmazonMQ',
  CertificateManager: 'CertificateManager',
  Dax: 'DAX',
  Dms: 'DMS',
  DocumentDb: 'DocDB',
  DynamoDb: 'DynamoDB',
  Ec2: 'EC2',
  Ecr: 'ECR',
  Ecs: 'ECS',
  Efs: 'EFS',
  Eks: 'EKS',
  Elb: 'ElasticLoadBalancing',
  ElbV2: 'ElasticLoadBalancingV2',
  Elbv2: 'ElasticLoadBalancingV2',
  Emr: 'EMR',
  Iam: 'IAM',
  Kms: 'KMS',
  Msk: 'MSK',
  OpenSearch: 'OpenSearchService',
  OpenSearchService: 'OpenSearchService',
  Rds: 'RDS',
  Sns: 'SNS',
  Sqs: 'SQS',
  Ssm: 'SSM',
  StepFunction: 'StepFunctions',
  StepFunctions: 'StepFunctions',
  Waf: 'WAF',
  WafRegional: 'WAFRegional',
  Wafv2: 'WAFv2',
  WafV2: 'WAFv2',
  Xray: 'XRay',
  ...Object.fromEntries(
    'ApiGateway ApiGatewayV2 AppSync Athena AutoScaling Backup CloudFormation CloudFront CloudTrail CloudWatch CodeBuild CodePipeline Cognito ElastiCache ElasticBeanstalk Elasticsearch EventSchemas Events Glue GuardDuty Kinesis Lambda Logs Neptune NetworkFirewall Redshift Route53 S3 SageMaker SecretsManager'
      .split(' ')
      .map((service) => [service, service]),
  ),
};
const longestFirst = Object.keys(services).sort((a, b) => b.length - a.length);

/** Parts of names that CloudFormation writes in capitals. */
const capitals: readonly (readonly [RegExp, string])[] = [
  [/^Db(?=[A-Z])/, 'DB'],
  [/^Eip$/, 'EIP'],
  [/^Vpc/, 'VPC'],
  [/^Vpn/, 'VPN'],
  [/^WebAcl$/, 'WebACL'],
  [/^GraphQlApi$/, 'GraphQLApi'],
  [/^Eventbus$/, 'EventBus'],
];

/** Names of Config's and Security Hub's that CloudFormation spells in another way. */
const renamed: Readonly<Record<string, string>> = {
  'AWS::ACM::Certificate': 'AWS::CertificateManager::Certificate',
  'AWS::Autoscaling::AutoScalingGroup': 'AWS::AutoScaling::AutoScalingGroup',
  // Config's and Security Hub's "policy" is a managed one; CloudFormation's AWS::IAM::Policy is inline.
  'AWS::IAM::Policy': 'AWS::IAM::ManagedPolicy',
  'AWS::OpenSearch::Domain': 'AWS::OpenSearchService::Domain',
  'AWS::S3::AccountPublicAccessBlock': 'AWS::::Account',
};

/** `service:kind` of an ARN → type, for sources that do not name the type. */
const byArn: Readonly<Record<string, string>> = {
  'autoscaling:autoScalingGroup': 'AWS::AutoScaling::AutoScalingGroup',
  'autoscaling:launchConfiguration': 'AWS::AutoScaling::LaunchConfiguration',
  'acm:certificate': 'AWS::CertificateManager::Certificate',
  'cloudfront:distribution': 'AWS::CloudFront::Distribution',
  'cloudtrail:trail': 'AWS::CloudTrail::Trail',
  'cloudwatch:alarm': 'AWS::CloudWatch::Alarm',
  'codebuild:project': 'AWS::CodeBuild::Project',
  'dax:cache': 'AWS::DAX::Cluster',
  'dynamodb:table': 'AWS::DynamoDB::Table',
  'ec2:instance': 'AWS::EC2::Instance',
  'ec2:launch-template': 'AWS::EC2::LaunchTemplate',
  'ec2:network-acl': 'AWS::EC2::NetworkAcl',
  'ec2:security-group': 'AWS::EC2::SecurityGroup',
  'ec2:security-group-rule': 'AWS::EC2::SecurityGroupRule',
  'ec2:subnet': 'AWS::EC2::Subnet',
  'ec2:transit-gateway': 'AWS::EC2::TransitGateway',
  'ec2:volume': 'AWS::EC2::Volume',
  'ec2:vpc': 'AWS::EC2::VPC',
  'ecr:repository': 'AWS::ECR::Repository',
  'ecs:cluster': 'AWS::ECS::Cluster',
  'ecs:service': 'AWS::ECS::Service',
  'ecs:task-definition': 'AWS::ECS::TaskDefinition',
  'eks:cluster': 'AWS::EKS::Cluster',
  'eks:nodegroup': 'AWS::EKS::Nodegroup',
  'elasticache:cluster': 'AWS::ElastiCache::CacheCluster',
  'elasticache:replicationgroup': 'AWS::ElastiCache::ReplicationGroup',
  'elasticfilesystem:access-point': 'AWS::EFS::AccessPoint',
  'elasticfilesystem:file-system': 'AWS::EFS::FileSystem',
  'iam:group': 'AWS::IAM::Group',
  'iam:policy': 'AWS::IAM::ManagedPolicy',
  'iam:role': 'AWS::IAM::Role',
  'iam:user': 'AWS::IAM::User',
  'kinesis:stream': 'AWS::Kinesis::Stream',
  'kms:alias': 'AWS::KMS::Alias',
  'kms:key': 'AWS::KMS::Key',
  'lambda:function': 'AWS::Lambda::Function',
  'logs:log-group': 'AWS::Logs::LogGroup',
  'rds:cluster': 'AWS::RDS::DBCluster',
  'rds:cluster-snapshot': 'AWS::RDS::DBClusterSnapshot',
  'rds:db': 'AWS::RDS::DBInstance',
  'rds:es': 'AWS::RDS::EventSubscription',
  'rds:snapshot': 'AWS::RDS::DBSnapshot',
  'redshift:cluster': 'AWS::Redshift::Cluster',
  's3:accesspoint': 'AWS::S3::AccessPoint',
  'secretsmanager:secret': 'AWS::SecretsManager::Secret',
};

/** CloudFormation's name of a type, from any source's spelling; null when it names none (`Other`). */
export function cloudFormationType(type: string): string | null {
  if (type === 'AwsAccount') return 'AWS::::Account';
  if (/^AWS::[A-Za-z0-9]*::[A-Za-z0-9:]+$/.test(type)) return renamed[type] ?? type;
  if (!type.startsWith('Aws')) return null;
  const name = type.slice('Aws'.length);
  const prefix = longestFirst.find(
    (service) => name.startsWith(service) && /^[A-Z]/.test(name.slice(service.length)),
  );
  if (prefix === undefined) return null;
  const rest = capitals.reduce(
    (text, [part, spelling]) => text.replace(part, spelling),
    name.slice(prefix.length),
  );
  const spelled = `AWS::${services[prefix]}::${rest}`;
  return renamed[spelled] ?? spelled;
}

/** The type that an ARN tells of; null when it does not. */
export function typeOfArn(arn: Arn): string | null {
  if (arn.service === 's3' && arn.kind === null) {
    return arn.resource.includes('/') ? null : 'AWS::S3::Bucket';
  }
  if (arn.service === 'sns')
    return arn.resource.includes(':') ? 'AWS::SNS::Subscription' : 'AWS::SNS::Topic';
  if (arn.service === 'sqs') return 'AWS::SQS::Queue';
  if (arn.service === 'iam' && arn.resource === 'root') return 'AWS::::Account';
  if (arn.service === 'elasticloadbalancing' && arn.kind === 'listener') {
    return 'AWS::ElasticLoadBalancingV2::Listener';
  }
  if (arn.service === 'elasticloadbalancing' && arn.kind === 'loadbalancer') {
    const isV2 = /^loadbalancer\/(app|net|gwy)\//.test(arn.resource);
    return `AWS::ElasticLoadBalancing${isV2 ? 'V2' : ''}::LoadBalancer`;
  }
  return byArn[`${arn.service}:${arn.kind}`] ?? null;
}

/** Neptune and DocumentDB share RDS's ARNs and type names; the engine tells them apart. */
export function typeOfEngine(type: string | null, engine: string): string | null {
  if (type?.startsWith('AWS::RDS::DB') !== true) return type;
  if (engine === 'neptune') return type.replace('AWS::RDS::', 'AWS::Neptune::');
  return engine === 'docdb' ? type.replace('AWS::RDS::', 'AWS::DocDB::') : type;
}
