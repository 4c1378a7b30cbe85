data "aws_ssm_parameter" "type" {
  name = "/security/analyzer-type"
}

resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = "account"
  type          = data.aws_ssm_parameter.type.value
}
