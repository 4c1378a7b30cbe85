/** Among what a name tells one resource from all others of its type: all of AWS, an account's region, or less. */
export type NameScope = 'world' | 'account' | 'shared';

const world: ReadonlySet<string> = new Set(['AWS::S3::Bucket']);

/**
 * Types of which one account and region may have several with the same name: it is unique only within what the
 * resource belongs to (every API may have a stage `prod`), or not at all (two APIs may both be called `orders`).
 */
const shared: ReadonlySet<string> = new Set([
  // Within what it belongs to: an API, a VPC, a cluster, a log group, a user, group or role.
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Stage',
  'AWS::EC2::SecurityGroup',
  'AWS::ECS::Service',
  'AWS::ECS::TaskSet',
  'AWS::EKS::Nodegroup',
  'AWS::IAM::GroupPolicy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::UserPolicy',
  'AWS::Logs::MetricFilter',
  // Not at all: AWS tells them apart by ids that it makes up.
  'AWS::ACM::Certificate',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::AppSync::GraphQLApi',
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::CertificateManager::Certificate',
  'AWS::Cognito::UserPool',
  'AWS::EC2::PrefixList',
  'AWS::EMR::Cluster',
  'AWS::Route53::HostedZone',
]);

/** How far a name of a type reaches. An unknown type counts as one whose names an account has once. */
export function nameScope(type: string | null): NameScope {
  if (type === null) return 'account';
  if (world.has(type)) return 'world';
  return shared.has(type) ? 'shared' : 'account';
}

/**
 * Whether a name that may be shared tells so much that nobody gives it twice: `shop-prod-web`, not `web`. For groups
 * only, whose network the code seldom tells; the others of their kind are told by what they belong to.
 */
export function isTellingName(type: string | null, name: string): boolean {
  return type === 'AWS::EC2::SecurityGroup' && name.split(/[-_. ]+/).length >= 3;
}

/** Parts of a network, which people call the same in each of their networks: `private-a`, `public`. */
const partsOfNetworks: ReadonlySet<string> = new Set([
  'AWS::EC2::InternetGateway',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::RouteTable',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPCEndpoint',
]);

/** Whether a tag `Name` is only meant to tell the resource from others of its network. */
export function isNamedInNetwork(type: string | null): boolean {
  return type !== null && partsOfNetworks.has(type);
}
