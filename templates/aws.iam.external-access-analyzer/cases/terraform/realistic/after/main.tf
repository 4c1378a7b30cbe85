provider "aws" {
  region = "eu-west-1"
  alias  = "dublin"
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

resource "aws_accessanalyzer_analyzer" "unused_2" {
  provider = aws.dublin

  analyzer_name = "external-access"
  type          = "ORGANIZATION"
}
