# Owned by the API team.
resource "aws_api_gateway_stage" "stage" {
  for_each = toset(["live", "test"])
  rest_api_id = "a1b2c3d4e5"
  deployment_id = "f6g7h8"
  stage_name = each.key   # also in the address
  client_certificate_id = "a1b2c3"

  tags = { Team = "api" }
}
