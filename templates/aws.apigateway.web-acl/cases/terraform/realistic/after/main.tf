# Owned by the API team.
resource "aws_api_gateway_stage" "stage" {
  for_each = toset(["live", "test"])
  rest_api_id = "a1b2c3d4e5"
  deployment_id = "f6g7h8"
  stage_name = each.key   # also in the address

  tags = { Team = "api" }
}

resource "aws_wafv2_web_acl_association" "stage" {
  for_each = toset(["live", "test"])

  resource_arn = aws_api_gateway_stage.stage[each.key].arn
  web_acl_arn  = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/0a1b2c3d"
}
