import type { ResourceInCode } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';

/** Arguments that refer to what a resource belongs to, by Terraform's types. */
const referring: ReadonlyMap<string, string> = new Map([
  ['aws_alb_listener', 'load_balancer_arn'],
  ['aws_api_gateway_stage', 'rest_api_id'],
  ['aws_apigatewayv2_stage', 'api_id'],
  ['aws_default_network_acl', 'default_network_acl_id'],
  ['aws_default_security_group', 'vpc_id'],
  ['aws_docdb_cluster_instance', 'cluster_identifier'],
  ['aws_ecs_service', 'cluster'],
  ['aws_efs_access_point', 'file_system_id'],
  ['aws_iam_group_policy', 'group'],
  ['aws_iam_role_policy', 'role'],
  ['aws_iam_user_policy', 'user'],
  ['aws_lb_listener', 'load_balancer_arn'],
  ['aws_neptune_cluster_instance', 'cluster_identifier'],
  ['aws_rds_cluster_instance', 'cluster_identifier'],
  ['aws_security_group_rule', 'security_group_id'],
  ['aws_sns_topic_subscription', 'topic_arn'],
  ['aws_subnet', 'vpc_id'],
  ['aws_vpc_security_group_egress_rule', 'security_group_id'],
  ['aws_vpc_security_group_ingress_rule', 'security_group_id'],
]);

/** What the code says that the resource belongs to: by a reference, or by an id; null where its type does not say. */
export function parentInCode({ type, properties }: ResourceInCode): Value | null {
  const argument = referring.get(type);
  return argument === undefined ? null : (properties.entries.get(argument) ?? null);
}
