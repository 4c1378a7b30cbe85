resource "aws_config_configuration_recorder" "this" {
  name     = "default"
  role_arn = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"

  # what the auditors asked for in 2020
  recording_group {
    all_supported = true
    include_global_resource_types = true
  }
}
