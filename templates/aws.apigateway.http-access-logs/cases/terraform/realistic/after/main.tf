# Owned by the API team.
resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.shop.id
  name = "$default"
  auto_deploy = true   # from main

  default_route_settings {
    throttling_burst_limit = 100
    throttling_rate_limit = 50
  }

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/api/shop"
    format          = "$context.requestId $context.status"
  }
  tags = { Team = "api" }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
