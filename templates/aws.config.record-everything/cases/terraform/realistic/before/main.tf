resource "aws_config_configuration_recorder" "this" {
  name     = "default"
  role_arn = "arn:aws:iam::123456789012:role/config"

  # what the auditors asked for in 2020
  recording_group {
    all_supported = false
    include_global_resource_types = false
    resource_types = ["AWS::EC2::SecurityGroup", "AWS::S3::Bucket"]
  }
}
