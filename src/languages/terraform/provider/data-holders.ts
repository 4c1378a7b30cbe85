/**
 * Resource types whose replacement loses what is stored in them, unless it is copied first. From the
 * services' own documentation of what deleting such a resource deletes.
 */
const holders: ReadonlySet<string> = new Set([
  'aws_cloudwatch_log_group',
  'aws_cognito_user_pool',
  'aws_dax_cluster',
  'aws_db_instance',
  'aws_db_snapshot',
  'aws_docdb_cluster',
  'aws_docdb_cluster_instance',
  'aws_dynamodb_table',
  'aws_ebs_snapshot',
  'aws_ebs_volume',
  'aws_ecr_repository',
  'aws_efs_file_system',
  'aws_elasticache_cluster',
  'aws_elasticache_replication_group',
  'aws_elasticsearch_domain',
  'aws_emr_cluster',
  'aws_fsx_lustre_file_system',
  'aws_fsx_ontap_file_system',
  'aws_fsx_openzfs_file_system',
  'aws_fsx_windows_file_system',
  'aws_instance',
  'aws_keyspaces_table',
  'aws_kinesis_stream',
  'aws_kms_key',
  'aws_memorydb_cluster',
  'aws_mq_broker',
  'aws_msk_cluster',
  'aws_neptune_cluster',
  'aws_opensearch_domain',
  'aws_rds_cluster',
  'aws_rds_global_cluster',
  'aws_redshift_cluster',
  'aws_redshiftserverless_namespace',
  'aws_s3_bucket',
  'aws_s3_directory_bucket',
  'aws_sagemaker_notebook_instance',
  'aws_secretsmanager_secret',
  'aws_spot_instance_request',
  'aws_sqs_queue',
  'aws_ssm_parameter',
  'aws_timestreamwrite_table',
  'aws_workspaces_workspace',
]);

/** Types that are settings of something else, or can be made again from the code alone. */
const stateless: readonly RegExp[] = [
  /^aws_s3_bucket_(?!object$)/,
  /^aws_(?:vpc_)?security_group/,
  /^aws_(?:default_)?(?:network_acl|route_table|security_group|subnet|vpc)(?:_|$)/,
  /^aws_iam_/,
  /^aws_(?:lb|alb|elb)(?:_|$)/,
  /^aws_(?:launch_template|launch_configuration|autoscaling_group)$/,
  /^aws_ebs_encryption_by_default$/,
  /^aws_(?:db|docdb|neptune|rds|redshift|elasticache)_(?:cluster_)?(?:subnet_group|parameter_group)$/,
  /^aws_(?:cloudwatch_metric_alarm|cloudwatch_log_metric_filter|flow_log|eip|nat_gateway)$/,
  /^aws_(?:rds|neptune)_cluster_instance$/,
  /^aws_lambda_(?:function|permission|alias)$/,
  /^aws_efs_(?:access_point|backup_policy|mount_target)$/,
  /^aws_volume_attachment$/,
  /^aws_ecs_(?:task_definition|task_set|service)$/,
];

/**
 * Whether replacing a resource loses data: true, false, or null when the type is not known either way.
 * An instance loses its root volume and every volume that is deleted with it; a launch template holds none.
 */
export function holdsData(type: string): boolean | null {
  if (holders.has(type)) return true;
  return stateless.some((pattern) => pattern.test(type)) ? false : null;
}
