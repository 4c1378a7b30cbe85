provider "aws" {
  region = "eu-west-1"
  alias  = "dublin"
}

resource "aws_config_configuration_recorder" "dublin" {
  provider = aws.dublin
  role_arn = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
}

# costs by role, see FIN-3
resource "aws_accessanalyzer_analyzer" "unused" {
  provider = aws.dublin
  analyzer_name = "unused"
  type = "ACCOUNT_UNUSED_ACCESS"

  configuration {
    unused_access {
      unused_access_age = 90
    }
  }
}

resource "aws_accessanalyzer_analyzer" "external_access" {
  provider = aws.dublin

  analyzer_name = "external-access"
  type          = "ORGANIZATION"
}
