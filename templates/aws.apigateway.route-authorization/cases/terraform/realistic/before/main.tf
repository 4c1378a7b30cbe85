variable "authorization_type" {
  type    = string
  default = "NONE"
}

# Owned by the platform team, see the runbook before changing anything.
resource "aws_apigatewayv2_route" "orders" {
  api_id = "a1b2c3d4e5"
  route_key = "GET /orders"
  target = "integrations/f6g7h8"
  authorization_type = var.authorization_type
}
