import type { ResourceInCode } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';

/** Arguments that refer to what a resource belongs to, by the language's types. */
const referring: ReadonlyMap<string, string> = new Map([
  ['aws_alb_listener', 'load_balancer_arn'],
  ['aws_api_gateway_stage', 'rest_api_id'],
  ['aws_apigatewayv2_stage', 'api_id'],
  ['aws_default_network_acl', 'default_network_acl_id'],
  ['aws_default_security_group', 'vpc_id'],
  ['aws_docdb_cluster_instance', 'cluster_identifier'],
  ['aws_ecs_service', 'cluster'],
  ['aws_efs_access_point', 'file_system_id'],
  ['aws_eks_node_group', 'cluster_name'],
  ['aws_iam_group_policy', 'group'],
  ['aws_iam_role_policy', 'role'],
  ['aws_iam_user_policy', 'user'],
  ['aws_internet_gateway', 'vpc_id'],
  ['aws_lb_listener', 'load_balancer_arn'],
  ['aws_neptune_cluster_instance', 'cluster_identifier'],
  ['aws_network_acl', 'vpc_id'],
  ['aws_rds_cluster_instance', 'cluster_identifier'],
  ['aws_route_table', 'vpc_id'],
  ['aws_security_group', 'vpc_id'],
  ['aws_security_group_rule', 'security_group_id'],
  ['aws_sns_topic_subscription', 'topic_arn'],
  ['aws_subnet', 'vpc_id'],
  ['aws_vpc_endpoint', 'vpc_id'],
  ['aws_vpc_security_group_egress_rule', 'security_group_id'],
  ['aws_vpc_security_group_ingress_rule', 'security_group_id'],
  ['AWS::ApiGateway::Stage', 'RestApiId'],
  ['AWS::ApiGatewayV2::Stage', 'ApiId'],
  ['AWS::EC2::NetworkAcl', 'VpcId'],
  ['AWS::EC2::RouteTable', 'VpcId'],
  ['AWS::EC2::SecurityGroup', 'VpcId'],
  ['AWS::EC2::SecurityGroupEgress', 'GroupId'],
  ['AWS::EC2::SecurityGroupIngress', 'GroupId'],
  ['AWS::EC2::Subnet', 'VpcId'],
  ['AWS::EC2::VPCEndpoint', 'VpcId'],
  ['AWS::ECS::Service', 'Cluster'],
  ['AWS::EFS::AccessPoint', 'FileSystemId'],
  ['AWS::EKS::Nodegroup', 'ClusterName'],
  ['AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn'],
  ['AWS::IAM::GroupPolicy', 'GroupName'],
  ['AWS::IAM::RolePolicy', 'RoleName'],
  ['AWS::IAM::UserPolicy', 'UserName'],
  ['AWS::RDS::DBInstance', 'DBClusterIdentifier'],
  ['AWS::SNS::Subscription', 'TopicArn'],
]);

/** What the code says that the resource belongs to: by a reference, or by an id; null where its type does not say. */
export function parentInCode({ type, properties }: ResourceInCode): Value | null {
  const argument = referring.get(type);
  const value = argument === undefined ? undefined : properties.entries.get(argument);
  // An ACL's id tells its network only as an attribute of the network's block.
  if (type === 'aws_default_network_acl' && value?.reference === undefined) return null;
  return value ?? null;
}
