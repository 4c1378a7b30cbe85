/**
 * The argument that becomes the `id` of a resource, by type: so the documentation of hashicorp/aws
 * says, and a reference to the id is as good as one to the argument.
 */
const idArguments: ReadonlyMap<string, string> = new Map([
  ['aws_autoscaling_group', 'name'],
  ['aws_cloudwatch_log_group', 'name'],
  ['aws_db_parameter_group', 'name'],
  ['aws_db_subnet_group', 'name'],
  ['aws_dynamodb_table', 'name'],
  ['aws_ecr_repository', 'name'],
  ['aws_eks_cluster', 'name'],
  ['aws_elb', 'name'],
  ['aws_iam_group', 'name'],
  ['aws_iam_instance_profile', 'name'],
  ['aws_iam_role', 'name'],
  ['aws_iam_user', 'name'],
  ['aws_lambda_function', 'function_name'],
  ['aws_launch_configuration', 'name'],
  ['aws_rds_cluster', 'cluster_identifier'],
  ['aws_redshift_cluster', 'cluster_identifier'],
  ['aws_s3_bucket', 'bucket'],
]);

/** The argument whose value an attribute has: itself, or for `id` the one that becomes the id. */
export function argumentBehind(type: string, attribute: string): string {
  return attribute === 'id' ? (idArguments.get(type) ?? attribute) : attribute;
}
