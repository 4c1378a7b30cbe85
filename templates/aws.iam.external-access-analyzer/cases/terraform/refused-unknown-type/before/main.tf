resource "aws_config_configuration_recorder" "this" {
  name     = "default"
  role_arn = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
}

data "aws_ssm_parameter" "type" {
  name = "/security/analyzer-type"
}

resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = "account"
  type          = data.aws_ssm_parameter.type.value
}
