provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

resource "aws_config_configuration_recorder" "virginia" {
  name     = "default"
  role_arn = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
}

resource "aws_ebs_encryption_by_default" "ireland" {
  provider = aws.ireland
}

resource "aws_config_configuration_recorder" "ireland" {
  provider = aws.ireland

  name     = "default"
  role_arn = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "ireland" {
  provider = aws.ireland

  name           = aws_config_configuration_recorder.ireland.name
  s3_bucket_name = "example-config"
}

resource "aws_config_configuration_recorder_status" "ireland" {
  provider = aws.ireland

  name       = aws_config_delivery_channel.ireland.name
  is_enabled = true
}
